package ticketing.testkit;

import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import io.temporal.workflow.unsafe.WorkflowUnsafe;
import java.util.Optional;

/**
 * Stops skipped time when an order's workflow ends, until the test goes on. The test service would
 * jump to the next timer that an earlier workflow left behind, days ahead.
 */
final class ClockStopper extends WorkerInterceptorBase {
  private final TestTemporal temporal;

  ClockStopper(TestTemporal temporal) {
    this.temporal = temporal;
  }

  @Override
  public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
    return new WorkflowInboundCallsInterceptorBase(next) {
      @Override
      public WorkflowOutput execute(WorkflowInput input) {
        try {
          WorkflowOutput output = super.execute(input);
          runEnds(Optional.ofNullable(output.getResult()));
          return output;
        } catch (TemporalFailure e) {
          runEnds(Optional.of(e));
          throw e;
        }
      }
    };
  }

  /** Is called with what the code of a run returned or threw; empty if it returned null. */
  private void runEnds(Optional<Object> end) {
    if (WorkflowUnsafe.isReplaying()) {
      return;
    }
    WorkflowInfo info = Workflow.getInfo();
    if (info.getParentRunId().isEmpty()) {
      temporal.freeze(info.getRunId(), end);
    }
  }
}
