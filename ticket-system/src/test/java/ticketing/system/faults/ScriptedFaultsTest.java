package ticketing.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static ticketing.system.Operation.CREATE_TICKET;
import static ticketing.system.Operation.FIND_TICKET;
import static ticketing.system.Operation.ISSUE_TOKEN;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import ticketing.system.Operation;

/** Tests the script that assigns a fault to each call. */
@Timeout(10)
class ScriptedFaultsTest {
  private final ScriptedFaults faults =
      new ScriptedFaults()
          .on(CREATE_TICKET, Fault.FAILED_BEFORE_WRITE, Fault.NONE, Fault.LATE_WRITE)
          .on(FIND_TICKET, Fault.STALE_READ);

  private final Map<Operation, Integer> calls = new EnumMap<>(Operation.class);

  @Test
  void the_script_restarts_for_each_order_and_operation() {
    assertThat(firstFive(CREATE_TICKET, "order-1"))
        .containsExactly(
            Fault.FAILED_BEFORE_WRITE, Fault.NONE, Fault.LATE_WRITE, Fault.NONE, Fault.NONE)
        .isEqualTo(firstFive(CREATE_TICKET, "order-2"));
    assertThat(firstFive(FIND_TICKET, "order-1"))
        .containsExactly(Fault.STALE_READ, Fault.NONE, Fault.NONE, Fault.NONE, Fault.NONE);
    assertThat(firstFive(ISSUE_TOKEN, "order-1")).containsOnly(Fault.NONE);
  }

  @Test
  void look_ups_before_the_first_create_use_up_no_fault() {
    ScriptedFaults plan = new ScriptedFaults();
    plan.onLookUpsAfterCreate(Fault.STALE_READ);

    assertThat(
            Stream.of(FIND_TICKET, FIND_TICKET, CREATE_TICKET, FIND_TICKET, FIND_TICKET)
                .map(operation -> choose(plan, operation)))
        .containsExactly(Fault.NONE, Fault.NONE, Fault.NONE, Fault.STALE_READ, Fault.NONE);
  }

  private Fault choose(FaultPlan plan, Operation operation) {
    int number = calls.merge(operation, 1, Integer::sum);
    return plan.choose(new FaultPlan.Call(operation, "order-1", number, false, false));
  }

  @Test
  void each_fault_inside_the_assumptions_belongs_to_an_operation() {
    EnumSet<Fault> all = EnumSet.noneOf(Fault.class);
    for (Operation operation : Operation.values()) {
      assertThat(Fault.of(operation)).isNotEmpty();
      all.addAll(Fault.of(operation));
    }

    assertThat(all)
        .isEqualTo(
            EnumSet.complementOf(
                EnumSet.of(Fault.NONE, Fault.TOO_LATE_WRITE, Fault.TOO_STALE_READ)));
  }

  @Test
  void fault_names_are_unique() {
    assertThat(Fault.values()).extracting(Fault::toString).doesNotHaveDuplicates();
  }

  private List<Fault> firstFive(Operation operation, String orderId) {
    return IntStream.rangeClosed(1, 5)
        .mapToObj(n -> faults.choose(new FaultPlan.Call(operation, orderId, n, false, false)))
        .toList();
  }
}
