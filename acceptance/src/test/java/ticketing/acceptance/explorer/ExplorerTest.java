package ticketing.acceptance.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import ticketing.runner.run.code.Strategies;
import ticketing.runner.stages.Workshop;
import ticketing.testkit.explorer.ExplorationResult;
import ticketing.testkit.explorer.ExplorationResult.Count;
import ticketing.testkit.explorer.Explorer;
import ticketing.testkit.explorer.StrategyUnderTest;

/**
 * The explorer runs as many schedules on each solution as there are, and finds violations exactly
 * where they belong. A lower number means that it no longer explores everything.
 *
 * <p><b>How to count.</b> Let k be the number of faults that may still happen. Look at the next
 * call: without a fault, the rest has k again; with a fault, the rest has k - 1. With k = 0 there
 * is one schedule. "Inside" the ticket system keeps its limits: a late write comes within D, a
 * stale read within L. "Outside" it may break them: too late, too stale.
 *
 * <p><b>01</b> calls create until it gets an answer. Inside, a create succeeds or is rejected,
 * which ends the order (2), or it fails before the write, its response is lost, or its write is
 * late, and it is called again (3). Outside, too late is one more. Of these, right are R: only a
 * failure before the write does no harm.
 *
 * <pre>
 *   inside    N(k) = 2 + 3 N(k-1)   5, 17,  53
 *   outside   N(k) = 2 + 4 N(k-1)   6, 26, 106
 *   right     R(k) = 2 +   R(k-1)   3,  5,   7    so wrong are 2, 12, 46; outside 3, 21, 99
 * </pre>
 *
 * <p><b>02</b> calls create once: five outcomes inside, six outside, whatever k is. Right are two:
 * success and rejection.
 *
 * <p><b>03 and 04</b> look first. N(k) counts the schedules from a look-up on while there is no
 * ticket, C(k) those from a create on, T(k) those from a look-up on that can see the ticket.
 *
 * <pre>
 *   T(k) = 1 + T(k-1)                           the ticket is returned; or the look-up is down, and repeated
 *   C(k) = 2 + N(k-1) + 2 T(k-1)                success, rejection; before; lost response and late, after settling
 *   N(k) = C(k) + N(k-1)                        no ticket; or the look-up is down
 *                                               N = 6, 18, 44, and none is wrong
 * </pre>
 *
 * A stale read needs a ticket younger than L, and whoever settles never looks so early. Outside, a
 * look-up may miss the ticket (V takes the place of T), and a write may come too late: after the
 * order has ended, so that no look-up sees it.
 *
 * <pre>
 *   V(k) = 1 + V(k-1) + E(k-1)                  the ticket is returned; down; too stale, and then a second create
 *   E(k) = 2 + 4 V(k-1)                         a create while there is a ticket, with each of its outcomes
 *   C(k) = 2 + 2 N(k-1) + 2 V(k-1)              success, rejection; before, too late; lost response, late
 *   N(k) = C(k) + N(k-1)                        N = 7, 29, 109
 * </pre>
 *
 * Of these, right are those that see the ticket in the end and wrote no second one. They are
 * counted in the same way, but E becomes e(k) = v(k-1), e(0) = 0: the second create fails before
 * the write, and then the ticket is seen. With v(k) = 1 + v(k-1) + e(k-1), c(k) = 2 + n(k-1) + 2
 * v(k-1) and n(k) = c(k) + n(k-1), n is 6, 18, 46. So wrong are 1, 11, 63.
 *
 * <p><b>Interrupted</b>, inside, with at most one fault: the order is cancelled, its worker
 * restarts, or it is placed again, at each call of a schedule that has no fault, or one fault there
 * or before. Placed again and much-later come at its end. Then the same with the one fault after
 * the interruption.
 *
 * <pre>
 *   03   no fault          reservation 3, fresh 3, ok 3, end 2                                        11
 *        fault first       down 11; before 14, with the settling; after 11; late 11; reject 5         52
 *        fault last        after reservation+cancel, +restart, +again: 5 each (down, four creates)    15
 *                          fresh+cancel 6, for the closing look-up; +restart 5; +again 4              15
 *                          ok+cancel 2, the closing look-up and the second order's; +restart 1         3
 *                          end+much-later 1                                                            1   97
 *   04   the same, and the parent closes with a look-up of its own: fresh+cancel 7, ok+cancel 3       99
 *        a terminated parent: ok+terminate, alone 1, after down 1, before down or stale 2;
 *        after before, after, late: settle+terminate 3; after before: ok+terminate 1                  8   107
 *   01   no fault          reservation 3, ok 3, end 2                                                  8
 *        fault first       before 8; after 8; late 8; reject 5                                        29
 *        fault last        reservation 3 times 4; ok+cancel 4, +restart 4; end+much-later 4           24   61
 *   02   no fault          reservation 3, ok 3, end 2                                                  8
 *        fault first       before, after, late, reject: 5 each                                        20
 *        fault last        reservation 3 times 4; ok+cancel 4; end+much-later 4                       20   48
 *   key  as 01, and ok+cancel has 4 more, for the closing create                                           65
 * </pre>
 *
 * In 03, 04 and key none of them is wrong. In 01, right are: interrupted at the reservation, with
 * no fault, a failure before the write, or a rejection (9); ok+again, end+again (2); before with
 * restart or again, and then with ok+again or end+again (4); reject with each but cancel (4). That
 * is 19, so 42 are wrong. In 02, right are: interrupted at the reservation, with no fault or a
 * rejection (6); ok+again, end+again (2); reject with again, end+again, end+much-later (3). That is
 * 11, so 37 are wrong.
 */
@Tag("material")
class ExplorerTest {
  private static final int FAULTS = 3;
  private static final Workshop WORKSHOP = Workshop.here();

  /** Returns the numbers of schedules with at most 1, 2 and 3 faults, and how many are wrong. */
  static Stream<Arguments> counts() {
    List<Count> inside = counts(6, 0, 18, 0, 44, 0);
    List<Count> outside = counts(7, 1, 29, 11, 109, 63);
    return Stream.of(
        Arguments.of(
            "01", counts(5, 2, 17, 12, 53, 46), counts(6, 3, 26, 21, 106, 99), new Count(61, 42)),
        Arguments.of("02", counts(5, 3, 5, 3, 5, 3), counts(6, 4, 6, 4, 6, 4), new Count(48, 37)),
        Arguments.of("03", inside, outside, new Count(97, 0)),
        Arguments.of("04", inside, outside, new Count(107, 0)),
        // A reference makes the create idempotent: as 01, and nothing is wrong, outside neither.
        Arguments.of(
            Strategies.KEY,
            counts(5, 0, 17, 0, 53, 0),
            counts(6, 0, 26, 0, 106, 0),
            new Count(65, 0)));
  }

  private static List<Count> counts(int... allAndWrong) {
    return IntStream.range(0, FAULTS)
        .mapToObj(k -> new Count(allAndWrong[2 * k], allAndWrong[2 * k + 1]))
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("counts")
  void every_schedule_is_explored_and_checked(
      String name, List<Count> inside, List<Count> insideAndOutside, Count interrupted) {
    StrategyUnderTest underTest =
        name.equals(Strategies.KEY)
            ? Strategies.key()
            : Strategies.compiledIn(WORKSHOP.stage(name).solution());

    ExplorationResult found =
        new Explorer(underTest, new Explorer.Scope(FAULTS, true)).explore(soFar -> true);

    assertThat(found.unfinished()).isEmpty();
    assertThat(IntStream.rangeClosed(1, FAULTS).mapToObj(found::inside))
        .containsExactlyElementsOf(inside);
    assertThat(IntStream.rangeClosed(1, FAULTS).mapToObj(found::insideAndOutside))
        .containsExactlyElementsOf(insideAndOutside);
    assertThat(found.interrupted()).as(found::toString).isEqualTo(interrupted);
  }
}
