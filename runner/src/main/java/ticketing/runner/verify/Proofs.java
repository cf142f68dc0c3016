package ticketing.runner.verify;

import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import ticketing.order.OrderWorkflow;
import ticketing.runner.run.code.Candidates;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.StageTests;
import ticketing.runner.stages.Workshop;
import ticketing.testkit.explorer.Candidate;
import ticketing.testkit.explorer.Explorer;
import ticketing.testkit.explorer.Findings;
import ticketing.testkit.explorer.Findings.Count;

/**
 * What the explorer finds about the solutions: as many schedules as there are, and violations
 * exactly where they belong. A lower number means that the explorer stopped exploring.
 *
 * <p><b>How the numbers come about.</b> Let k be the number of faults that are left. The schedules
 * with at most k faults are counted by what can happen at the next call; a call without a fault
 * leaves k, one with a fault leaves k - 1. Without any fault left there is 1.
 *
 * <p><b>01</b> creates until it hears an answer. Inside the terms a create can succeed or be
 * rejected (the end), or fail before the write, fail after it, or be late (and again):
 *
 * <pre>
 *   N(k) = 2 + 3 N(k-1)   5, 17, 53       outside also too late:   N(k) = 2 + 4 N(k-1)   6, 26, 106
 *   R(k) = 2 +   R(k-1)   3,  5,  7       are right: only a failure before the write is harmless
 * </pre>
 *
 * So wrong are 2, 12, 46, and outside 3, 21, 99.
 *
 * <p><b>02</b> creates once: the five answers, outside six, whatever k is. Right are the success
 * and the rejection.
 *
 * <p><b>03 and 04</b> look first. Let N(k) be the schedules from a look-up on when there is no
 * ticket, C(k) those from a create on, T(k) those from a look-up on when there is a ticket and it
 * can be seen:
 *
 * <pre>
 *   T(k) = 1 + T(k-1)                           it is returned, or the look-up is down and done again
 *   C(k) = 2 + N(k-1) + 2 T(k-1)                ok, reject; before; after and late, settled
 *   N(k) = C(k) + N(k-1)                        none, or down
 *                                               N = 6, 18, 44, and nothing is wrong
 * </pre>
 *
 * Stale is possible inside only while a ticket is younger than L, and who settles does not look
 * then. Outside, a look-up may miss the ticket (V is what T was), and a create may land too late:
 * after the order has ended, so that there is none to be seen.
 *
 * <pre>
 *   V(k) = 1 + V(k-1) + E(k-1)                  seen; down; too stale, and then a create beside it
 *   E(k) = 2 + 4 V(k-1)                         a create while there is a ticket: every answer of it
 *   C(k) = 2 + 2 N(k-1) + 2 V(k-1)              before, too late; after, late
 *   N(k) = C(k) + N(k-1)                        N = 7, 29, 109
 * </pre>
 *
 * Of these, right are those that see the ticket in the end and have written no other: the same with
 * e(k) = v(k-1) in place of E (before, and then it is seen after all), e(0) = 0, v(k) = 1 + v(k-1)
 * + e(k-1), and c(k) = 2 + n(k-1) + 2 v(k-1), n(k) = c(k) + n(k-1): 6, 18, 46. So wrong are 1, 11,
 * 63.
 *
 * <p><b>Disturbed</b>, inside, with at most one fault: cancel, restart and again at each call of a
 * schedule without or with one fault, at the fault or after it (what comes before is counted where
 * the disturbance comes first), again and much-later at its end; and then one fault after each
 * disturbance of the schedule without.
 *
 * <pre>
 *   03   without a fault   reservation 3, fresh 3, ok 3, end 2                                        11
 *        the fault first   down 11; before 14, with the settling; after 11; late 11; reject 5         52
 *        the fault last    after reservation+cancel, +restart, +again: 5 each (down, four creates)    15
 *                          fresh+cancel 6, for the closing look-up; +restart 5; +again 4              15
 *                          ok+cancel 2, the closing look-up and the second order's; +restart 1         3
 *                          end+much-later 1                                                            1   97
 *   04   the same, and the parent closes with a look-up of its own: fresh+cancel 7, ok+cancel 3       99
 *        a parent that is terminated: ok+terminate, alone 1, after down 1, before down or stale 2;
 *        after before, after, late: settle+terminate 3; after before: ok+terminate 1                  8   107
 *   01   without a fault   reservation 3, ok 3, end 2                                                  8
 *        the fault first   before 8; after 8; late 8; reject 5                                        29
 *        the fault last    reservation 3 times 4; ok+cancel 4, +restart 4; end+much-later 4           24   61
 *   02   without a fault   reservation 3, ok 3, end 2                                                  8
 *        the fault first   before, after, late, reject: 5 each                                        20
 *        the fault last    reservation 3 times 4; ok+cancel 4; end+much-later 4                       20   48
 * </pre>
 *
 * In key ok+cancel has 4 more, for the closing create: 65. In 03, 04 and key none is wrong. In 01
 * right are, with any disturbance at the reservation, no fault, a failure before the write, or a
 * rejection (9); ok+again, end+again (2); before with restart or again, and then with ok+again or
 * end+again (4); reject with each but cancel (4): 19, so 42 are wrong. In 02 right are, with any
 * disturbance at the reservation, no fault or a rejection (6); ok+again, end+again (2); reject with
 * again, end+again, end+much-later (3): 11, so 37 are wrong.
 */
final class Proofs {
  private static final int FAULTS = 3;
  private static final int FAULTS_OF_ANSWERS = 2;
  private static final int TOLD = 3;

  private Proofs() {}

  /** What belongs to a stage: counts with at most 1, 2 and 3 faults, and of the disturbed. */
  private record Expected(List<Count> inside, List<Count> insideAndOutside, Count disturbed) {}

  private static final Expected EXACTLY_ONE =
      new Expected(counts(6, 0, 18, 0, 44, 0), counts(7, 1, 29, 11, 109, 63), new Count(97, 0));

  private static final Map<String, Expected> EXPECTED =
      Map.of(
          "01-naive-create",
          new Expected(
              counts(5, 2, 17, 12, 53, 46), counts(6, 3, 26, 21, 106, 99), new Count(61, 42)),
          "02-max-attempts-one",
          new Expected(counts(5, 3, 5, 3, 5, 3), counts(6, 4, 6, 4, 6, 4), new Count(48, 37)),
          "03-validate-loop",
          EXACTLY_ONE,
          "04-child-workflow-variant",
          new Expected(EXACTLY_ONE.inside(), EXACTLY_ONE.insideAndOutside(), new Count(107, 0)));

  /** The schedules of 01, with a closing create after ok+cancel, and nothing is wrong. */
  private static final Expected KEY =
      new Expected(counts(5, 0, 17, 0, 53, 0), counts(6, 0, 26, 0, 106, 0), new Count(65, 0));

  private static List<Count> counts(int... allAndWrong) {
    return IntStream.range(0, FAULTS)
        .mapToObj(k -> new Count(allAndWrong[2 * k], allAndWrong[2 * k + 1]))
        .toList();
  }

  static List<Check> checks(Workshop workshop) {
    List<Check> checks = new ArrayList<>();
    for (Stage stage : workshop.stages()) {
      checks.add(
          counts(
              stage + ": every schedule is explored, and goes wrong exactly where it should",
              () -> Candidates.in(stage.solution()),
              EXPECTED.get(stage.name())));
    }
    checks.add(
        counts(
            "key: every schedule is explored, and none goes wrong, outside neither",
            Candidates::key,
            KEY));
    checks.add(starter(workshop));
    return checks;
  }

  /**
   * What makes the explorer worth its name: with another reuse policy, it finds the two tickets.
   */
  private static Check starter(Workshop workshop) {
    return new Check(
        "a starter with the default reuse policy sells a seat twice, with one fault",
        () -> {
          Candidate careless =
              Candidates.in(workshop.stage("03").solution())
                  .with(Proofs::placeWithTheDefaultReusePolicy);
          Findings found = firstWrong(careless, 1);
          Check.require(
              found.toString().startsWith("fresh,ok,end+again,stale,ok: The seat was sold 2 times"),
              found.toString());
          return 1;
        });
  }

  private static WorkflowStub placeWithTheDefaultReusePolicy(
      WorkflowClient client, String taskQueue, String orderId, WorkflowOptions.Builder options) {
    OrderWorkflow order =
        client.newWorkflowStub(
            OrderWorkflow.class,
            options
                .setWorkflowId(orderId)
                .setTaskQueue(taskQueue)
                .setWorkflowIdConflictPolicy(
                    WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .build());
    WorkflowClient.start(order::placeOrder, orderId);
    return WorkflowStub.fromTyped(order);
  }

  /**
   * What the explorer finds about right answers to the stages that promise "exactly one": nothing.
   * (What breaks a wrong one is a schedule, which {@link Answers} plays.)
   */
  static List<Check> ofAnswers(Workshop workshop) {
    return workshop.stages().stream()
        .filter(stage -> EXPECTED.get(stage.name()).inside().equals(EXACTLY_ONE.inside()))
        .flatMap(stage -> Answer.of(workshop, stage).stream())
        .filter(Answer::right)
        .map(Proofs::ofAnswer)
        .toList();
  }

  private static Check ofAnswer(Answer answer) {
    return new Check(
        answer.name() + ", explored: nothing goes wrong with two faults",
        () -> {
          Findings found = firstWrong(Candidate.of(answer.code().strategy()), FAULTS_OF_ANSWERS);
          Check.require(wrong(answer, found) == 0, found.toString());
          Check.require(found.unfinished().isEmpty(), found.unfinished().orElse(""));
          return 1;
        });
  }

  private static Findings firstWrong(Candidate candidate, int faults) {
    return new Explorer(candidate, new Explorer.Scope(faults, false))
        .explore(soFar -> soFar.wrong() == 0);
  }

  /** A right answer to core alone need not know of cancelled orders: they are stretch. */
  private static int wrong(Answer answer, Findings found) {
    boolean coreAlone = answer.says("Passes").equals(List.of(StageTests.CORE));
    return coreAlone ? found.inside(FAULTS_OF_ANSWERS).wrong() : found.wrong();
  }

  private static Check counts(String name, Supplier<Candidate> candidate, Expected expected) {
    return new Check(
        name,
        () -> {
          Findings found =
              new Explorer(candidate.get(), new Explorer.Scope(FAULTS, true))
                  .explore(soFar -> true);
          Check.require(expected != null, "nothing is said here of what belongs to it");
          Check.require(found.unfinished().isEmpty(), found.unfinished().orElse(""));
          for (int faults = 1; faults <= FAULTS; faults++) {
            String what = " with at most " + faults;
            require("inside" + what, expected.inside().get(faults - 1), found.inside(faults), "");
            require(
                "inside and outside" + what,
                expected.insideAndOutside().get(faults - 1),
                found.insideAndOutside(faults),
                "");
          }
          String disturbed = String.join("\n", found.firstDisturbedWrong(TOLD));
          require("disturbed", expected.disturbed(), found.disturbed(), disturbed);
          return found.count();
        });
  }

  private static void require(String what, Count expected, Count found, String more)
      throws Check.Failed {
    Check.require(
        expected.equals(found),
        "%s: %d schedules, %d of them wrong; expected are %d, %d wrong%n%s"
            .formatted(what, found.all(), found.wrong(), expected.all(), expected.wrong(), more));
  }
}
