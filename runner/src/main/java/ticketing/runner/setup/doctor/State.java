package ticketing.runner.setup.doctor;

/** How it stands with something. */
enum State {
  /** As it should be. */
  FINE("✓", "ok"),
  /** It works, or not all of it, or not for ever. */
  WARNING("!", "! "),
  /** Something of the workshop will not work. */
  BROKEN("✗", "NO");

  private final String mark;
  private final String plainMark;

  State(String mark, String plainMark) {
    this.mark = mark;
    this.plainMark = plainMark;
  }

  /** How a line of it begins. */
  String mark(boolean plain) {
    return plain ? plainMark : mark;
  }
}
