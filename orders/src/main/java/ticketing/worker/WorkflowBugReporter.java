package ticketing.worker;

import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import java.io.PrintStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Prints in one line, once per order, what the workflow's code threw. Temporal retries that
 * workflow task until the code is fixed, and would fill the log with it.
 */
final class WorkflowBugReporter extends WorkerInterceptorBase {
  private final PrintStream out;
  private final Set<String> reported = ConcurrentHashMap.newKeySet();

  WorkflowBugReporter(PrintStream out) {
    this.out = out;
  }

  @Override
  public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
    return new WorkflowInboundCallsInterceptorBase(next) {
      @Override
      public WorkflowOutput execute(WorkflowInput input) {
        try {
          return super.execute(input);
        } catch (TemporalFailure e) {
          throw e;
        } catch (RuntimeException e) {
          report(Workflow.getInfo().getWorkflowId(), e);
          throw e;
        }
      }
    };
  }

  private void report(String workflowId, RuntimeException e) {
    if (reported.add(workflowId)) {
      StackTraceElement at = e.getStackTrace().length == 0 ? null : e.getStackTrace()[0];
      out.printf(
          "%s  the workflow's code threw %s (%s). Fix it, then restart the worker, and the order continues.%n",
          workflowId, e, at);
    }
  }
}
