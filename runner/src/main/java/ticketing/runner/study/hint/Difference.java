package ticketing.runner.study.hint;

import ticketing.runner.stages.Stage;

/** The last hint of every task: how somebody's own code differs from the solution. */
@FunctionalInterface
interface Difference {

  /** What differs in the files to be written, as it is told on the console. */
  String of(Stage stage);
}
