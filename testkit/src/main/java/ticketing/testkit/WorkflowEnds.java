package ticketing.testkit;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.failure.TemporalFailure;
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
          return output;
        } catch (TemporalFailure e) {
          ended();
          throw e;
        }
      }
    };
  }

  private void ended() {
    if (WorkflowUnsafe.isReplaying()) {
      return;
    }
    WorkflowInfo info = Workflow.getInfo();
    info.getParentRunId()
        .ifPresentOrElse(
            parent ->
                temporal.childEnds(
                    WorkflowExecution.newBuilder()
                        .setWorkflowId(info.getWorkflowId())
                        .setRunId(info.getRunId())
                        .build(),
                    parent),
            () -> temporal.freeze(info.getRunId()));
  }
}
