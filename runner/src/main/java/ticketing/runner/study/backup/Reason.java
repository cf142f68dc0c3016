package ticketing.runner.study.backup;

/** Which command was about to change what a backup keeps. */
enum Reason {
  RESET("reset"),
  CATCH_UP("catch-up"),
  RESTORE("restore");

  private final String command;

  Reason(String command) {
    this.command = command;
  }

  /** The command's name. */
  String command() {
    return command;
  }
}
