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
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueResponse;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.api.workflowservice.v1.RespondActivityTaskCanceledRequest;
import io.temporal.api.workflowservice.v1.RespondActivityTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.RespondActivityTaskFailedRequest;
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

  /** Called with each run that has ended. */
  volatile Consumer<WorkflowExecution> onEnd = run -> {};

  private final Map<ByteString, WorkflowExecution> runs = new ConcurrentHashMap<>();
  private final Map<ByteString, Attempt> attempts = new ConcurrentHashMap<>();

  /** The attempts whose result is on its way to the service. */
  private final Set<Attempt> reporting = ConcurrentHashMap.newKeySet();

  /** The activities whose last attempt has ended, before their run. */
  private final Set<Attempt> ended = ConcurrentHashMap.newKeySet();

  private record Attempt(String runId, String activityId) {}

  /** Returns whether the last attempt of this activity, if there was one, ended before its run. */
  boolean hasEnded(String runId, String activityId) {
    Attempt attempt = new Attempt(runId, activityId);
    ShortWait.until(() -> !reporting.contains(attempt));
    return ended.contains(attempt);
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    if (method.getBareMethodName().startsWith("Respond")) {
      completed.incrementAndGet();
    }
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      private volatile Runnable whenAccepted = () -> {};
      private volatile Runnable whenDone = () -> {};

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
                }
                whenDone.run();
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
          super.sendMessage((Q) completion.apply(run.getWorkflowId(), request));
          return;
        }
        ByteString token = activityToken(message);
        Attempt attempt = token == null ? null : attempts.get(token);
        if (attempt != null) {
          reporting.add(attempt);
          whenAccepted =
              () -> {
                ended.add(attempt);
                attempts.remove(token);
              };
          whenDone = () -> reporting.remove(attempt);
        }
        super.sendMessage(message);
      }
    };
  }

  /** Returns the task token of an activity's result; null if it is another message. */
  private static ByteString activityToken(Object message) {
    if (message instanceof RespondActivityTaskCompletedRequest request) {
      return request.getTaskToken();
    }
    if (message instanceof RespondActivityTaskFailedRequest request) {
      return request.getTaskToken();
    }
    return message instanceof RespondActivityTaskCanceledRequest request
        ? request.getTaskToken()
        : null;
  }

  private void received(Object message) {
    if (message instanceof PollWorkflowTaskQueueResponse task) {
      runs.put(task.getTaskToken(), task.getWorkflowExecution());
    } else if (message instanceof RespondWorkflowTaskCompletedResponse answer) {
      received(answer.getWorkflowTask()); // the next task of the same worker, if there is one
    } else if (message instanceof PollActivityTaskQueueResponse task) {
      Attempt attempt = new Attempt(task.getWorkflowExecution().getRunId(), task.getActivityId());
      ended.remove(attempt);
      attempts.put(task.getTaskToken(), attempt);
    }
  }
}
