package ticketing.runner.verify;

/** What may stand in a workflow method and end a test run in an unusual way. */
enum UnusualCode {
  /** A semicolon is missing. */
  SYNTAX_ERROR("return orderId"),

  /** A name that nothing has. */
  UNKNOWN_NAME("return order;"),

  /** It never ends, and nothing can stop its thread. */
  ENDLESS_LOOP("while (true) { orderId.trim(); }"),

  /** It ends long after the tests have lost their patience. */
  LONG_SLEEP(
      """
      try {
            Thread.sleep(60_000);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return null;"""),

  /** It waits for what never comes to pass. */
  WAITS_IN_VAIN("io.temporal.workflow.Workflow.await(() -> false); return null;"),

  /** The class cannot be initialised. */
  STATIC_INITIALISER_THROWS(
      """
      return null;
        }

        static {
          if (true) {
            throw new IllegalStateException("The class cannot be initialised");
          }""");

  private final String body;

  UnusualCode(String body) {
    this.body = body;
  }

  /** The body of {@link EditedExercise#withBody}. */
  String body() {
    return body;
  }
}
