package ticketing.runner.study.backup;

import ticketing.runner.stages.Stage;

/**
 * That what was in an exercise is not lost.
 *
 * @param what what became of it
 * @param wayBack the command that brings it back; empty if there was nothing
 */
record Kept(String what, String wayBack) {

  /** It is in a backup. */
  static Kept in(Backup backup) {
    return new Kept("What you had is in a backup. To have it back:", backup.wayBack());
  }

  /** Nobody had written anything. */
  static Kept asShipped(Stage stage) {
    return new Kept(
        "You had not written anything in it. To have it so again:",
        "./workshop reset " + stage.number());
  }

  /** There was no file. */
  static Kept nothing() {
    return new Kept("There was no file of yours to be kept.", "");
  }

  /** As it is told: one or two lines. */
  String told() {
    return wayBack.isEmpty() ? "  " + what : "  " + what + "\n    " + wayBack;
  }
}
