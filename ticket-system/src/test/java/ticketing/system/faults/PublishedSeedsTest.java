package ticketing.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static ticketing.system.Operation.CREATE_TICKET;
import static ticketing.system.Operation.FIND_TICKET;
import static ticketing.system.faults.Fault.LATE;
import static ticketing.system.faults.Fault.NONE;
import static ticketing.system.faults.Fault.RESPONSE_LOST;
import static ticketing.system.faults.Fault.UNAVAILABLE;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import ticketing.system.Operation;

/** The READMEs of the stages print seeds, and what they make a worker's ticket system do. */
@Timeout(10)
class PublishedSeedsTest {

  private static List<Fault> faults(long seed, String orderId, Operation operation, int calls) {
    RandomFaults faults = new RandomFaults(seed, 0.5, Fault.REJECTED);
    return IntStream.rangeClosed(1, calls)
        .mapToObj(
            number -> faults.choose(new FaultPlan.Call(operation, orderId, number, false, false)))
        .toList();
  }

  @Test
  void they_still_do_what_is_printed() {
    assertThat(faults(121, "order-314159", CREATE_TICKET, 2)).containsExactly(RESPONSE_LOST, NONE);
    assertThat(faults(946, "order-141421", CREATE_TICKET, 1)).containsExactly(RESPONSE_LOST);
    assertThat(faults(27, "order-161803", CREATE_TICKET, 1)).containsExactly(RESPONSE_LOST);
    assertThat(faults(27, "order-161803", FIND_TICKET, 3)).containsExactly(NONE, UNAVAILABLE, NONE);
    assertThat(faults(190, "order-173205", CREATE_TICKET, 2)).containsExactly(UNAVAILABLE, LATE);
  }
}
