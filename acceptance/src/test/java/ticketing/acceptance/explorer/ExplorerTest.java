package ticketing.acceptance.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import ticketing.runner.run.code.Strategies;
import ticketing.runner.stages.Workshop;
import ticketing.testkit.explorer.ExplorationResult;
import ticketing.testkit.explorer.ExplorationResult.Count;
import ticketing.testkit.explorer.Explorer;
import ticketing.testkit.explorer.Outcome;
import ticketing.testkit.explorer.Scope;
import ticketing.testkit.explorer.StrategyUnderTest;

/**
 * Tests that the explorer runs every schedule of each solution and finds exactly the expected
 * violations. A lower number means that it no longer explores everything.
 *
 * <p><b>How to count.</b> Let k be the number of faults that may still happen. Without a fault in
 * the next call, k faults remain for the rest; with a fault, k - 1 remain. For k = 0 there is one
 * schedule. "Inside" means that the ticket system keeps its timing guarantees: a late write happens
 * within D, a stale read within L. "Outside" means that it may break them: a write may be too late,
 * a read too stale.
 *
 * <p><b>01</b> calls createTicket until it gets an answer. Inside, the call succeeds or is
 * rejected, which ends the order (2 schedules); or it fails before the write, its response is lost,
 * or its write is late, and it is retried (3). Outside, a write may also be too late (1 more). R(k)
 * of these are right: only a failure before the write does no harm.
 *
 * <pre>
 *   inside    N(k) = 2 + 3 N(k-1)   5, 17,  53
 *   outside   N(k) = 2 + 4 N(k-1)   6, 26, 106
 *   right     R(k) = 2 +   R(k-1)   3,  5,   7    wrong: 2, 12, 46 inside; 3, 21, 99 outside
 * </pre>
 *
 * <p><b>02</b> calls createTicket once, so for every k it has 5 outcomes inside and 6 outside. Two
 * of them are right: success and rejection.
 *
 * <p><b>03 and 04</b> call findTicket first. N(k) counts the schedules that start with a look-up
 * while there is no ticket, C(k) those that start with a create, and T(k) those that start with a
 * look-up that can see the ticket.
 *
 * <pre>
 *   T(k) = 1 + T(k-1)                           the ticket is returned; or the look-up is down and retried
 *   C(k) = 2 + N(k-1) + 2 T(k-1)                success, rejection; before; lost response and late, after settling
 *   N(k) = C(k) + N(k-1)                        no ticket; or the look-up is down
 *                                               N = 6, 18, 44, and none is wrong
 * </pre>
 *
 * A stale read requires a ticket younger than L; after the settle time, no ticket is that young.
 * Outside, a look-up may miss the ticket (V replaces T), and a write may be too late: it happens
 * after the order has ended, so no look-up sees it.
 *
 * <pre>
 *   V(k) = 1 + V(k-1) + E(k-1)                  the ticket is returned; down; too stale, then a second create
 *   E(k) = 2 + 4 V(k-1)                         a create while there is a ticket, with each of its outcomes
 *   C(k) = 2 + 2 N(k-1) + 2 V(k-1)              success, rejection; before, too late; lost response, late
 *   N(k) = C(k) + N(k-1)                        N = 7, 29, 109
 * </pre>
 *
 * Right are the schedules that finally see the ticket and write no second one. They are counted in
 * the same way, but with e(k) = v(k-1), e(0) = 0 instead of E: the second create fails before the
 * write, and then the look-up sees the ticket. With v(k) = 1 + v(k-1) + e(k-1), c(k) = 2 + n(k-1) +
 * 2 v(k-1), and n(k) = c(k) + n(k-1), n is 6, 18, 46. So 1, 11, 63 schedules are wrong.
 *
 * <p><b>Interruptions</b> are explored inside, with at most one fault. At each call, the order is
 * cancelled, its worker restarts, or it is placed again; at the end, it is placed again at once
 * (again) or much later (much-later). The one fault, if any, comes before or at the interruption
 * ("fault first") or after it ("fault last").
 *
 * <pre>
 *   03   no fault          reservation 3, fresh 3, ok 3, end 2                                        11
 *        fault first       down 11; before 14, with the settling; after 11; late 11; reject 5         52
 *        fault last        after reservation+cancel, +restart, +again: 5 each (down, four creates)    15
 *                          fresh+cancel 6, for the closing look-up; +restart 5; +again 4              15
 *                          ok+cancel 2, the closing look-up and the second order's; +restart 1         3
 *                          end+much-later 1                                                            1   97
 *   04   the same, but the parent also looks before it closes: fresh+cancel 7, ok+cancel 3            99
 *        a terminated parent: ok+terminate, alone 1, after down 1, before down or stale 2;
 *        after before, after, late: settle+terminate 3; after before: ok+terminate 1                  8   107
 *        terminated at a failed create, with one fault more: alone before, after, late, reject 4;
 *        after down, before: 3 each; before+terminate, then down 2, four creates, down 1; after+terminate,
 *        then down 2; late+terminate, then down 3                                                   22
 *        a cancelled child: at ok, before, after, late 4; at ok after down, before 2; at ok before
 *        down 2                                                                                       8   137
 *   01   no fault          reservation 3, ok 3, end 2                                                  8
 *        fault first       before 8; after 8; late 8; reject 5                                        29
 *        fault last        reservation 3 times 4; ok+cancel 4, +restart 4; end+much-later 4           24   61
 *   02   no fault          reservation 3, ok 3, end 2                                                  8
 *        fault first       before, after, late, reject: 5 each                                        20
 *        fault last        reservation 3 times 4; ok+cancel 4; end+much-later 4                       20   48
 *   key  as 01, but ok+cancel has 4 more, for the closing create                                           65
 * </pre>
 *
 * <p>Besides, a create waits for a worker: which dies (+queued, at late); or the order is cancelled
 * then (+queued-cancel) or meanwhile (+cancel-in-queue), at ok and late. An order is cancelled with
 * its last answer (end+cancel), or when it is placed much later (end+much-later-cancel).
 *
 * <pre>
 *   03   no fault          ok 2, end 2                                                                     4
 *        fault first       late 3; after down 4; after before 4; after after, late, reject 2 each         17
 *        fault last        ok+queued-cancel 2; ok+cancel-in-queue 6: two look-ups and the four outcomes
 *                          of the create that was not sent; end+cancel 2; end+much-later-cancel 1        11  +32
 *   04   the same, but ok+queued-cancel 3, ok+cancel-in-queue 7                                          34
 *        a terminated parent whose child is cancelled: ok 1, after down, before 2, before down, stale,
 *        and down for the child 3; late 1, after down, before 2, then down 3                             12
 *        a child cancelled while it waits, after before, after, late                                      3  +49
 *   01   no fault          ok 2, end 2                                                                     4
 *        fault first       late 3; after before, after, late 4 each; after reject 2                       17
 *        fault last        four creates after each of the four                                            16  +37
 *   02   no fault 4; late 3; after before, after, late, reject 2 each; four creates after each of four    31  +31
 *   key  as 01, but 4 more for each of the closing creates: after ok twice, after end+cancel once         49  +49
 * </pre>
 *
 * A look-up waits for a worker (+delayed), beside at most a late write. An order that is placed
 * much later is cancelled while it looks (end+much-later-cancel-look), and any while it gets its
 * token (token+cancel), both without a fault:
 *
 * <pre>
 *   03, 04        reservation 1, fresh 1; late, before or after it 3; end 1; token 1   7
 *   01, 02, key   reservation 1; late after it 1; end 1; token 1                       4
 * </pre>
 *
 * After before, an order is cancelled at late, too: 1 in 03, 04, 01 and key; in 01 and key also
 * after late, 1.
 *
 * <p>In 03, 04, and key, none of these schedules is wrong. In 01, 27 are right. Of the first table:
 * interrupted at the reservation, with no fault, a failure before the write, or a rejection (9);
 * ok+again, end+again (2); before with restart or again, and then with ok+again or end+again (4);
 * reject with every interruption except cancel (4). Of the second: a create that was not sent,
 * alone, after before, at late, and then before or reject (5); reject and end+much-later-cancel
 * (1). Of the third, the first and the last (2). In 02, 17 are right: interrupted at the
 * reservation, with no fault or a rejection (6); ok+again, end+again (2); reject with again,
 * end+again, end+much-later (3); a create that was not sent, alone, at late, and then reject (3);
 * reject and end+much-later-cancel (1); reservation+delayed, token+cancel (2).
 *
 * <p>In each of the five, there is one more: a rejected order with a retry policy (reject+retry).
 * It is wrong in 01 and 02, whose workflows end with an ActivityFailure.
 *
 * <p><b>Specials</b>, one in a schedule, or the same twice, beside at most one fault; an outage
 * alone, or one of look-ups after a cancellation, also of a child; creates that are not sent:
 *
 * <pre>
 *   03       unknown 1; outages of tokens, reservations, look-ups 3                                     4
 *            expired 1; after down, before 2; before down, four creates 5; expired twice 1              9
 *            look-up outage after token+cancel, reservation+cancel 1 each, fresh+cancel, ok+cancel, end+cancel 2 each  8
 *            expired+cancel 1; expired and then outage of tokens 1; not sent 1                          3   24
 *   04       the child issues a token too, and the parent looks before it closes: 1 and 2 more                      3
 *            look-up outage after ok+cancel-child, of the child and of the parent                       2   29
 *   01       unknown 1; two outages 2; expired, +cancel 2: it ends the order; after before, after, late 3; not sent 1  9
 *   02       unknown 1; two outages 2; expired, +cancel 2; not sent 1                                       6
 *   key      unknown 1; two outages 2; expired, +cancel 2; after before, after, late 3; before four creates 4;
 *            twice 1; and then outage of tokens 1; not sent 1                                              15
 * </pre>
 *
 * Wrong in 01 and 02 are all but the outage of tokens. An unknown order has a retry policy, too.
 *
 * <p><b>Other worlds</b>: four pairs of D and L, each with at most two of before, after, late,
 * stale; in the longest also an outage, alone or after one of these faults; in the shortest also a
 * worker that dies in a failed create; in three of them a cancellation in one that has written or
 * will write; with L = 0 a cancellation with the last answer of a run, after before. In a fifth
 * pair, only an outage of creates, whose last one writes late.
 *
 * <pre>
 *   03, 04   4 times: 1, 3, 3 with 0, 1, 2 faults                                                      28
 *            03: four outages 4; after before: of tokens, in the next run, look-ups twice, creates 4   10
 *            04: five outages 5; after before: of tokens, look-ups, creates 3                          10
 *            (both include: after after, late: of look-ups 2)
 *            restart at before, after, late; late+queued                                                4
 *            after+cancel, late+cancel, 3 times                                                         6
 *            end+cancel after before; 03: also when it continues as new                                 1
 *            03: with D = 1 s, no fault after before: the token has expired                        1 - 3   49
 *            04: in the longest, a parent terminated at before, after, late                             3   54
 *   01, key  4 times: 1, 3, 9 with 0, 1, 2 faults 52; three outages 3; before, after, late, and then
 *            one of creates 3; restarts 3; late+queued, end+cancel 2; after+cancel, late+cancel 6           71
 *   02       4 times: 1, 3 with 0, 1 fault 16; three outages 3; restarts 3; late+queued, end+cancel 2;
 *            after+cancel, late+cancel 6                                                                   32
 * </pre>
 *
 * (All include two of the fifth pair.) Right in 01: no fault, before, before twice, in each world
 * 12, no fault in the fifth 1; the outage of tokens 1. Right in 02: no fault, in each world 6; the
 * outage of tokens 1.
 */
@Tag("answers")
class ExplorerTest {
  private static final int FAULTS = 3;
  private static final Workshop WORKSHOP = Workshop.here();

  /** Returns the numbers of schedules with at most 1, 2, and 3 faults, and how many are wrong. */
  static Stream<Arguments> counts() {
    List<Count> inside = counts(6, 0, 18, 0, 44, 0);
    List<Count> outside = counts(7, 1, 29, 11, 109, 63);
    return Stream.of(
        Arguments.of(
            "01",
            counts(5, 2, 17, 12, 53, 46),
            counts(6, 3, 26, 21, 106, 99),
            new Count(105, 78),
            new Count(9, 8),
            new Count(71, 57)),
        Arguments.of(
            "02",
            counts(5, 3, 5, 3, 5, 3),
            counts(6, 4, 6, 4, 6, 4),
            new Count(84, 67),
            new Count(6, 5),
            new Count(32, 26)),
        Arguments.of("03", inside, outside, new Count(138, 0), new Count(24, 0), new Count(49, 0)),
        Arguments.of("04", inside, outside, new Count(195, 0), new Count(29, 0), new Count(54, 0)),
        // The unique reference makes the create idempotent: as 01, but none is wrong, even outside.
        Arguments.of(
            Strategies.KEY,
            counts(5, 0, 17, 0, 53, 0),
            counts(6, 0, 26, 0, 106, 0),
            new Count(121, 0),
            new Count(15, 0),
            new Count(71, 0)));
  }

  private static List<Count> counts(int... allAndWrong) {
    return IntStream.range(0, FAULTS)
        .mapToObj(k -> new Count(allAndWrong[2 * k], allAndWrong[2 * k + 1]))
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("counts")
  void every_schedule_is_explored_and_checked(
      String name,
      List<Count> inside,
      List<Count> insideAndOutside,
      Count interrupted,
      Count special,
      Count otherTimings) {
    StrategyUnderTest underTest = Strategies.of(WORKSHOP, name, false);

    ExplorationResult found =
        new Explorer(underTest, Scope.all(FAULTS).beyondGuarantees()).explore(soFar -> true);

    assertThat(found.unfinished()).isEmpty();
    assertThat(IntStream.rangeClosed(1, FAULTS).mapToObj(faults -> found.withFaults(faults, false)))
        .containsExactlyElementsOf(inside);
    assertThat(IntStream.rangeClosed(1, FAULTS).mapToObj(faults -> found.withFaults(faults, true)))
        .containsExactlyElementsOf(insideAndOutside);
    assertThat(List.of(found.interrupted(), found.special(), found.otherTimings()))
        .as(found::toString)
        .containsExactly(interrupted, special, otherTimings);
  }

  /** Tries what {@code prove --deep} tries: one minute for 03, four for 04. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"03", "04"})
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void nothing_breaks_a_solution_with_three_faults_beside_an_interruption(String stage) {
    StrategyUnderTest solution = Strategies.compiled(WORKSHOP.stage(stage), false);

    ExplorationResult found =
        new Explorer(solution, Scope.all(FAULTS).deep()).explore(soFar -> true);

    assertThat(found.unfinished()).isEmpty();
    assertThat(found.counterexample()).isEmpty();
    assertThat(found.interrupted().all()).isGreaterThan(1_500);
  }

  /** The clock stops at the end of an order; the next attempt would have to wait in real time. */
  @Test
  void the_clock_does_not_stop_between_the_attempts_of_an_order() {
    Outcome outcome = Explorer.run(Strategies.of(WORKSHOP, "01", false), "unknown");

    assertThat(outcome.runs()).hasSize(1);
    assertThat(outcome.evidence().clockStopped()).isFalse();
  }
}
