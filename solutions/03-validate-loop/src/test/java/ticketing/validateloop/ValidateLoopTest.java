package ticketing.validateloop;

import static ticketing.system.Operation.CREATE_TICKET;
import static ticketing.system.faults.Fault.FAILED_BEFORE_WRITE;

import java.util.Collections;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import ticketing.system.faults.Fault;
import ticketing.testkit.suite.ExactlyOneSuite;

/** Tests exercise 03 with {@link ExactlyOneSuite}, and that it survives an outage of any length. */
class ValidateLoopTest extends ExactlyOneSuite {
  ValidateLoopTest() {
    super(OrderWorker.STRATEGY);
  }

  @Test
  @Tag("stretch")
  void a_workflow_in_a_long_outage_continues_as_new() {
    order.because(
        "Every iteration adds to the history, and Temporal terminates a workflow whose history is"
            + " too long. In this test, Temporal suggests continuing as new after 200 events.");
    order.faults(CREATE_TICKET, Collections.nCopies(20, FAILED_BEFORE_WRITE).toArray(Fault[]::new));
    order.place();
    order.hasExactlyOneTicketAndReturnedIt();
    order.continuesAsNewWhenSuggested();
  }
}
