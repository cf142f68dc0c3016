package ticketing.testkit;

import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import io.temporal.workflow.unsafe.WorkflowUnsafe;

/**
 * Watches the ends of workflows: when an order's workflow ends, time stands still until the test
 * goes on. The test service would leap to the next timer that some earlier workflow left behind,
 * days ahead.
 */
final class WorkflowEnds extends WorkerInterceptorBase {
  private final TestTemporal temporal;

  WorkflowEnds(TestTemporal temporal) {
    this.temporal = temporal;
  }

  @Override
  public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
    return new WorkflowInboundCallsInterceptorBase(next) {
      @Override
      public WorkflowOutput execute(WorkflowInput input) {
        try {
          WorkflowOutput output = super.execute(input);
          ended();
          childClosed();
          return output;
        } catch (TemporalFailure e) {
          ended();
          if (CancellationScope.current().isCancelRequested()) {
            childClosed(); // Any other failure of a child may be retried.
          }
          throw e;
        }
      }
    };
  }

  private void ended() {
    WorkflowInfo info = Workflow.getInfo();
    if (info.getParentRunId().isEmpty() && !WorkflowUnsafe.isReplaying()) {
      temporal.freeze(info.getRunId());
    }
  }

  private void childClosed() {
    if (!WorkflowUnsafe.isReplaying()) {
      Workflow.getInfo().getParentRunId().ifPresent(temporal::childClosed);
    }
  }
}
