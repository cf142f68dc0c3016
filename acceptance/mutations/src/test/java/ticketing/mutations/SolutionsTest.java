package ticketing.mutations;

import static ticketing.system.Operation.CREATE_TICKET;
import static ticketing.system.Operation.ISSUE_TOKEN;
import static ticketing.system.faults.Fault.LOST_RESPONSE;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ticketing.order.Strategy;
import ticketing.system.TimingGuarantees;
import ticketing.testkit.TestOrder;

/**
 * Tests that the solutions do nothing that is not needed. A right answer may. What an answer must
 * do is not tested here: its author would not see the failure.
 */
class SolutionsTest {
  static Stream<Strategy> strategies() {
    return Stream.of(
        ticketing.naive.OrderWorker.STRATEGY,
        ticketing.maxattempts.OrderWorker.STRATEGY,
        ticketing.validateloop.OrderWorker.STRATEGY,
        ticketing.childworkflow.OrderWorker.STRATEGY);
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void an_order_without_faults_waits_for_nothing(Strategy strategy) {
    TestOrder order = TestOrder.of(strategy);
    order.timing(new TimingGuarantees(Duration.ofHours(1), Duration.ofHours(1)));
    order.place();
    order.tookAtMost(Duration.ofMinutes(10));
  }

  @Test
  void a_valid_token_is_not_replaced() {
    TestOrder order = TestOrder.of(ticketing.validateloop.OrderWorker.STRATEGY);
    order.faults(CREATE_TICKET, LOST_RESPONSE);
    order.place();
    order.called(ISSUE_TOKEN, 1);
  }
}
