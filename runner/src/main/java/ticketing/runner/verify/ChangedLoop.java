package ticketing.runner.verify;

import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.common.WorkflowExecutionHistory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.testkit.explorer.Candidate;
import ticketing.testkit.explorer.Explorer;

/**
 * The loop of stage 03, changed while orders are in flight, as in {@code demos.md}: once so that
 * they cannot go on, and once with a version; and with a bug that no test finds, and without it.
 * All are in {@code acceptance/versions}, as files that take the place of the solution's.
 */
final class ChangedLoop {
  private static final String UNVERSIONED = "Unversioned.java";
  private static final String VERSIONED = "Versioned.java";

  private static final String BUGGY = "Buggy.java";
  private static final String FIXED = "Fixed.java";

  private static final String NEW_CALL = "IssueToken";

  private final Stage stage;
  private final Path folder;
  private final GoldenHistories golden;

  private ChangedLoop(Workshop workshop) {
    this.stage = workshop.stage("03");
    this.folder = folder(workshop, stage);
    this.golden = GoldenHistories.of(workshop, stage);
  }

  /** Where the versions are. */
  private static Path folder(Workshop workshop, Stage stage) {
    return workshop.root().resolve("acceptance/versions").resolve(stage.name());
  }

  static List<Check> checks(Workshop workshop) {
    ChangedLoop loop = new ChangedLoop(workshop);
    return List.of(
        new Check(
            loop.stage + ": changed without a version, it cannot go on with an order that settles",
            loop::requireStuckWithoutVersion),
        new Check(
            loop.stage + ": changed with a version, it goes on with every order, wherever it is",
            loop::requireGoesOnWithVersion),
        new Check(
            loop.stage + ": changed with a version, new orders take the new way",
            loop::requireNewWay),
        loop.passesTests("changed without a version", UNVERSIONED),
        loop.passesTests("changed with a version", VERSIONED),
        loop.passesTests("with the bug that demos.md mends", BUGGY),
        loop.passesTests("with that bug mended", FIXED));
  }

  /** Tests begin every order anew: they do not tell one from the other. */
  private Check passesTests(String how, String version) {
    return new Check(
        "%s: %s, it passes the tests".formatted(stage, how),
        () ->
            Answers.requirePasses(
                new Answer(stage.name(), stage.solution(), folder.resolve(version), true)));
  }

  private Answer unversioned() {
    return new Answer(stage.name(), stage.solution(), folder.resolve(UNVERSIONED), false);
  }

  private Answer versioned() {
    return new Answer(stage.name(), stage.solution(), folder.resolve(VERSIONED), true);
  }

  private int requireStuckWithoutVersion() throws Exception {
    Map<String, WorkflowExecutionHistory> settling = new TreeMap<>();
    golden
        .read()
        .forEach(
            (file, history) -> {
              int timer = indexOf(EventType.EVENT_TYPE_TIMER_STARTED, history);
              if (timer >= 0) {
                settling.put(file, first(timer + 1, history));
              }
            });
    Set<String> stuck =
        GoldenHistories.differences(settling, unversioned().code().strategy()).keySet();
    Check.require(!settling.isEmpty(), "no order settles");
    Check.require(
        stuck.equals(settling.keySet()), "settling: " + settling.keySet() + "\nstuck: " + stuck);
    return settling.size();
  }

  private int requireGoesOnWithVersion() throws Exception {
    Map<String, WorkflowExecutionHistory> cutOff = new TreeMap<>();
    golden
        .read()
        .forEach(
            (file, history) -> {
              for (int events = 1; events <= history.getEvents().size(); events++) {
                cutOff.put("%s, %d events".formatted(file, events), first(events, history));
              }
            });
    Map<String, String> stuck = GoldenHistories.differences(cutOff, versioned().code().strategy());
    Check.require(!cutOff.isEmpty(), "there is no history");
    Check.require(stuck.isEmpty(), stuck.toString());
    return 1;
  }

  /** One token to find the reservation, and one for the create. */
  private int requireNewWay() throws Exception {
    long calls =
        Explorer.histories(Candidate.of(versioned().code().strategy()), "fresh,ok").stream()
            .flatMap(history -> history.getEvents().stream())
            .filter(ChangedLoop::isNewCall)
            .count();
    Check.require(calls == 2, NEW_CALL + " was called " + calls + " times");
    return 1;
  }

  private static boolean isNewCall(HistoryEvent event) {
    return event
        .getActivityTaskScheduledEventAttributes()
        .getActivityType()
        .getName()
        .equals(NEW_CALL);
  }

  private static int indexOf(EventType type, WorkflowExecutionHistory history) {
    return history.getEvents().stream().map(HistoryEvent::getEventType).toList().indexOf(type);
  }

  private static WorkflowExecutionHistory first(int events, WorkflowExecutionHistory history) {
    return new WorkflowExecutionHistory(
        History.newBuilder().addAllEvents(history.getEvents().subList(0, events)).build(),
        history.getWorkflowExecution().getWorkflowId());
  }
}
