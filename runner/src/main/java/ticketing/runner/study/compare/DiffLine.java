package ticketing.runner.study.compare;

/**
 * A line of a comparison.
 *
 * @param kind whose it is
 * @param text the line of code; empty for a gap
 */
record DiffLine(Kind kind, String text) {

  /** Whose a line is. */
  enum Kind {
    /** It is in both. */
    BOTH,
    /** Only in what somebody wrote. */
    MINE,
    /** Only in the solution. */
    SOLUTION,
    /** Lines of both that are left out. */
    GAP
  }

  static final DiffLine LEFT_OUT = new DiffLine(Kind.GAP, "");

  boolean isDifference() {
    return kind == Kind.MINE || kind == Kind.SOLUTION;
  }
}
