package ticketing.runner.hint;

import ticketing.runner.stages.Stage;

/** The last hint of every task: how somebody's own code differs from the solution. */
@FunctionalInterface
public interface Difference {

  /** What differs in the files to be written, as it is told on the console. */
  String of(Stage stage);

  /** Instead of the difference the command that shows it. */
  static Difference asCommand() {
    return stage ->
        """
        What differs between your code and the solution:
            git diff --no-index -- exercises/%1$s/src solutions/%1$s/src"""
            .formatted(stage);
  }
}
