package ticketing.runner.verify;

import io.temporal.api.history.v1.History;
import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ticketing.order.Strategy;
import ticketing.runner.run.code.Candidates;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.system.PaymentService;
import ticketing.testkit.Histories;
import ticketing.testkit.TestTemporal;
import ticketing.testkit.explorer.Candidate;
import ticketing.testkit.explorer.Explorer;

/**
 * Histories that the solutions' workflows have left in Temporal, kept as files in {@code
 * acceptance/histories}. Today's code has to replay them: a solution that does not has been
 * changed so that an order in flight could not go on. If that is meant, {@code ./workshop record}
 * records them anew.
 *
 * <p>A file is named after the schedule that happened to the order, as {@code ./workshop prove
 * --schedule} takes it, and numbered: an order that was placed again has several runs, and in stage
 * 04 children.
 */
public final class GoldenHistories {
  private static final List<String> WITH_A_LOOP =
      List.of(
          "fresh,ok",
          "fresh,before,fresh,ok",
          "fresh,late,fresh",
          "fresh,reject",
          "fresh,ok+cancel",
          "fresh,before,settle+cancel");

  /** What happens to an order of each stage, and of {@code key}. */
  private static final Map<String, List<String>> SCHEDULES =
      Map.of(
          "01-naive-create",
          List.of("ok", "after,ok", "reject"),
          "02-max-attempts-one",
          List.of("ok", "before", "reject"),
          "03-validate-loop",
          WITH_A_LOOP,
          "04-child-workflow-variant",
          WITH_A_LOOP,
          Candidates.KEY,
          List.of("ok", "after,ok", "ok+cancel"));

  private static final Pattern FILE = Pattern.compile("(.+)\\.\\d+\\.json");

  /** The worker's process and host: nothing that replay wants, or that anybody should read. */
  private static final Pattern IDENTITY = Pattern.compile("(\"identity\": )\"[^\"]*\"");

  private final Path folder;
  private final String name;
  private final Supplier<Candidate> candidate;

  private GoldenHistories(Workshop workshop, String name, Supplier<Candidate> candidate) {
    this.folder = workshop.root().resolve("acceptance/histories").resolve(name);
    this.name = name;
    this.candidate = candidate;
  }

  /** Those of a stage's solution. */
  static GoldenHistories of(Workshop workshop, Stage stage) {
    return new GoldenHistories(workshop, stage.name(), () -> Candidates.in(stage.solution()));
  }

  /** Those of every stage's solution, and of {@code key}. */
  public static List<GoldenHistories> all(Workshop workshop) {
    List<GoldenHistories> all = new ArrayList<>();
    workshop.stages().forEach(stage -> all.add(of(workshop, stage)));
    all.add(new GoldenHistories(workshop, Candidates.KEY, Candidates::key));
    return all;
  }

  /** Where they are. */
  public String folder() {
    return folder.toString();
  }

  /**
   * Records them all, in the place of those that are there.
   *
   * @return the files
   */
  public List<Path> record() throws IOException {
    for (Path file : Stage.filesIn(folder)) {
      Files.delete(folder.resolve(file));
    }
    Files.createDirectories(folder);
    List<Path> written = new ArrayList<>();
    Candidate recorded = candidate.get();
    for (String schedule : schedules()) {
      int number = 0;
      for (WorkflowExecutionHistory history : Explorer.histories(recorded, schedule)) {
        Path file = folder.resolve("%s.%d.json".formatted(schedule, ++number));
        Files.writeString(file, json(history));
        written.add(file);
      }
    }
    return written;
  }

  /** The workflow's ID is in it, as a real server has it there; the test service leaves it out. */
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

  private List<String> schedules() {
    return SCHEDULES.getOrDefault(name, List.of());
  }

  /** The histories, by their files' names. */
  Map<String, WorkflowExecutionHistory> read() {
    Map<String, WorkflowExecutionHistory> histories = new TreeMap<>();
    for (Path file : Stage.filesIn(folder)) {
      histories.put(
          file.toString(), WorkflowExecutionHistory.fromJson(Stage.text(folder.resolve(file))));
    }
    return histories;
  }

  Check check() {
    return new Check(
        name + ": the code replays its golden histories",
        () -> {
          Map<String, WorkflowExecutionHistory> histories = read();
          requireOneOfEachSchedule(histories.keySet());
          Map<String, String> differences = differences(histories, candidate.get().strategy());
          Check.require(differences.isEmpty(), differences.toString());
          requireNoCardNumber(histories);
          return histories.size();
        });
  }

  private void requireOneOfEachSchedule(Set<String> files) throws Check.Failed {
    Set<String> recorded = new TreeSet<>();
    for (String file : files) {
      Matcher matcher = FILE.matcher(file);
      recorded.add(matcher.matches() ? matcher.group(1) : file);
    }
    Check.require(!recorded.isEmpty(), "there is none in " + folder);
    Check.require(
        recorded.equals(new TreeSet<>(schedules())),
        "recorded: %s%nwanted: %s%nRun: ./workshop record".formatted(recorded, schedules()));
  }

  /** Neither of its own order nor of another one. */
  private static void requireNoCardNumber(Map<String, WorkflowExecutionHistory> histories)
      throws Check.Failed {
    PaymentService payment = new PaymentService();
    for (WorkflowExecutionHistory history : histories.values()) {
      String orderId = history.getWorkflowExecution().getWorkflowId();
      Check.require(
          !Histories.contain(
              List.copyOf(histories.values()), payment.paymentInfoOf(orderId).cardNumber()),
          "the card number of " + orderId + " stands in a history");
    }
  }

  /** Where the strategy's code does not replay these histories, and why; empty if it does. */
  static Map<String, String> differences(
      Map<String, WorkflowExecutionHistory> histories, Strategy strategy) {
    Map<String, String> differences = new TreeMap<>();
    TestTemporal temporal = TestTemporal.instance();
    histories.forEach(
        (name, history) ->
            Histories.differenceInReplay(List.of(history), temporal.worker(strategy).worker())
                .ifPresent(difference -> differences.put(name, difference)));
    temporal.stop(strategy);
    return differences;
  }
}
