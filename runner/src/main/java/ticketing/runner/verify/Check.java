package ticketing.runner.verify;

/**
 * One thing that has to be true.
 *
 * @param name what is true, as a statement
 * @param body finds out, and throws {@link Failed} if it is not, {@link NotRun} if it cannot
 */
record Check(String name, Body body) {

  /** Finds out. */
  interface Body {
    /** Returns how many single tests this was, 1 for a plain check. */
    int run() throws Exception;
  }

  /** It is not true. The message says why, in as many lines as it takes. */
  static final class Failed extends Exception {
    private static final long serialVersionUID = 1L;

    Failed(String message) {
      super(message);
    }
  }

  /** It cannot be found out here. The message says why. */
  static final class NotRun extends Exception {
    private static final long serialVersionUID = 1L;

    NotRun(String message) {
      super(message);
    }
  }

  /** Throws unless it holds. */
  static void require(boolean holds, String otherwise) throws Failed {
    if (!holds) {
      throw new Failed(otherwise);
    }
  }
}
