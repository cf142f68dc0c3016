package ticketing.testkit;

import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedResponse;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Intercepts the calls of the workers: counts the tasks that they complete, which are the progress
 * of an order, lets a listener replace the completion of a workflow task, reports the end of each
 * run, and adds the {@link EarlySuggestion}.
 */
final class WorkerCalls implements ClientInterceptor {
  /** How many workflow tasks and activity tasks the workers have completed. */
  final AtomicInteger completed = new AtomicInteger();

  /** Returns what a task of the workflow with this ID completes with. */
  volatile BiFunction<
          String, RespondWorkflowTaskCompletedRequest, RespondWorkflowTaskCompletedRequest>
      completion = (workflowId, request) -> request;

  /** The orders that Temporal is to have forgotten, with their children. */
  final Set<String> forgotten = ConcurrentHashMap.newKeySet();

  /** Called with each run that has ended. */
  volatile Consumer<WorkflowExecution> onEnd = run -> {};

  /** Why Temporal has refused a workflow's latest commands, by the workflow's ID. */
  final Map<String, String> refusals = new ConcurrentHashMap<>();

  private final Map<ByteString, WorkflowExecution> runs = new ConcurrentHashMap<>();

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    if (method.getBareMethodName().startsWith("Respond")) {
      completed.incrementAndGet();
    }
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      private volatile Runnable whenAccepted = () -> {};
      private volatile String workflowId;

      @Override
      public void start(Listener<A> listener, Metadata headers) {
        super.start(
            new SimpleForwardingClientCallListener<>(listener) {
              @Override
              public void onMessage(A message) {
                received(message);
                super.onMessage(EarlySuggestion.in(message));
              }

              @Override
              public void onClose(Status status, Metadata trailers) {
                if (status.isOk()) {
                  whenAccepted.run();
                } else if (workflowId != null && isRefusal(status)) {
                  refusals.put(workflowId, status.getDescription());
                }
                super.onClose(status, trailers);
              }
            },
            headers);
      }

      @Override
      @SuppressWarnings("unchecked")
      public void sendMessage(Q message) {
        if (message instanceof RespondWorkflowTaskCompletedRequest request) {
          WorkflowExecution run = runs.remove(request.getTaskToken());
          if (request.getCommandsList().stream().anyMatch(Histories::endsRun)) {
            whenAccepted = () -> onEnd.accept(run);
          }
          workflowId = run.getWorkflowId();
          super.sendMessage(
              (Q)
                  completion.apply(
                      workflowId,
                      forgotten.contains(workflowId) ? Children.startedAnew(request) : request));
        } else {
          super.sendMessage(message);
        }
      }
    };
  }

  /** A task with an event that came meanwhile is repeated. */
  private static boolean isRefusal(Status status) {
    return status.getCode() == Status.Code.INVALID_ARGUMENT
        && !"UnhandledCommand".equals(status.getDescription());
  }

  private void received(Object message) {
    if (message instanceof PollWorkflowTaskQueueResponse task) {
      runs.put(task.getTaskToken(), task.getWorkflowExecution());
    } else if (message instanceof RespondWorkflowTaskCompletedResponse answer) {
      received(answer.getWorkflowTask()); // the next task of the same worker, if there is one
    }
  }
}
