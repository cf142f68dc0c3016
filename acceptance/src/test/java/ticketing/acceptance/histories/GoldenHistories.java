package ticketing.acceptance.histories;

import io.temporal.api.history.v1.History;
import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import ticketing.order.Strategy;
import ticketing.runner.run.code.Strategies;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.testkit.Histories;
import ticketing.testkit.TestTemporal;
import ticketing.testkit.explorer.Explorer;
import ticketing.testkit.explorer.StrategyUnderTest;

/**
 * The recorded histories of one strategy, in {@code acceptance/histories}. Each file is named after
 * the schedule of the order and numbered, because an order that is placed again has several runs,
 * and in 04 there are child workflows.
 *
 * @param name the name of the exercise, or {@code key}
 */
record GoldenHistories(String name) {
  private static final List<String> WITH_A_LOOK_UP =
      List.of(
          "fresh,ok",
          "fresh,before,fresh,ok",
          "fresh,late,fresh",
          "fresh,reject",
          "fresh,ok+cancel",
          "fresh,before,settle+cancel");

  private static final Map<String, List<String>> SCHEDULES =
      Map.of(
          "01-naive-create",
          List.of("ok", "after,ok", "reject"),
          "02-max-attempts-one",
          List.of("ok", "before", "reject"),
          "03-validate-loop",
          WITH_A_LOOK_UP,
          "04-child-workflow-variant",
          WITH_A_LOOK_UP,
          Strategies.KEY,
          List.of("ok", "after,ok", "ok+cancel"));

  /** Matches the worker's process and host, which replay does not need. */
  private static final Pattern IDENTITY = Pattern.compile("(\"identity\": )\"[^\"]*\"");

  /** Returns the histories of each strategy. */
  static List<GoldenHistories> all() {
    return SCHEDULES.keySet().stream().sorted().map(GoldenHistories::new).toList();
  }

  /** Returns the schedules of the orders. */
  List<String> schedules() {
    return SCHEDULES.get(name);
  }

  /** Returns the solution of the exercise, or the strategy {@code key}. */
  StrategyUnderTest strategyUnderTest() {
    return Strategies.of(Workshop.here(), name, false);
  }

  /** Reads the histories; returns them by file name. */
  Map<String, WorkflowExecutionHistory> read() {
    Map<String, WorkflowExecutionHistory> histories = new TreeMap<>();
    for (Path file : Stage.filesIn(folder())) {
      histories.put(
          file.toString(), WorkflowExecutionHistory.fromJson(Stage.text(folder().resolve(file))));
    }
    return histories;
  }

  /** Replaces the files with histories of the current code. */
  void record() throws IOException {
    for (Path file : Stage.filesIn(folder())) {
      Files.delete(folder().resolve(file));
    }
    StrategyUnderTest recorded = strategyUnderTest();
    for (String schedule : schedules()) {
      int number = 0;
      for (WorkflowExecutionHistory history :
          Explorer.run(recorded, schedule).evidence().histories()) {
        Files.writeString(
            folder().resolve("%s.%d.json".formatted(schedule, ++number)), json(history));
      }
    }
  }

  /** Returns the histories that the strategy's code cannot replay, each with the reason. */
  static Map<String, String> differences(
      Map<String, WorkflowExecutionHistory> histories, Strategy strategy) {
    Map<String, String> differences = new TreeMap<>();
    TestTemporal temporal = TestTemporal.instance();
    histories.forEach(
        (name, history) ->
            Histories.differenceInReplay(List.of(history), temporal.worker(strategy).worker())
                .ifPresent(difference -> differences.put(name, difference)));
    return differences;
  }

  private Path folder() {
    return Workshop.here().root().resolve("acceptance/histories").resolve(name);
  }

  /** Adds the workflow ID, which a real server writes but the test service does not. */
  private static String json(WorkflowExecutionHistory history) {
    String workflowId = history.getWorkflowExecution().getWorkflowId();
    History.Builder named = history.getHistory().toBuilder();
    named
        .getEventsBuilder(0)
        .getWorkflowExecutionStartedEventAttributesBuilder()
        .setWorkflowId(workflowId);
    String json = new WorkflowExecutionHistory(named.build(), workflowId).toJson(true);
    return IDENTITY.matcher(json).replaceAll("$1\"\"") + "\n";
  }

  @Override
  public String toString() {
    return name;
  }
}
