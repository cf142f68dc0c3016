package ticketing.worker;

import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.concurrent.TimeUnit;
import ticketing.worker.TemporalConnection.Unreachable;

/** Asks for the namespace, once: an answer proves address, TLS, API key and namespace. */
final class ConnectionCheck {
  private static final long DEADLINE_SECONDS = 10;

  private ConnectionCheck() {}

  /**
   * Returns if Temporal answers and has the namespace.
   *
   * @throws Unreachable if not, with the root cause and the fix
   */
  static void run(WorkflowServiceStubs stubs, ConnectionSettings settings) throws Unreachable {
    String namespace = settings.client().getNamespace();
    try {
      stubs
          .blockingStub()
          .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
          .describeNamespace(DescribeNamespaceRequest.newBuilder().setNamespace(namespace).build());
    } catch (StatusRuntimeException e) {
      throw new Unreachable(message(settings, namespace, e), e);
    }
  }

  private static String message(
      ConnectionSettings settings, String namespace, StatusRuntimeException e) {
    String cause = TemporalConnection.rootCause(e);
    String target = settings.target();
    String what =
        switch (e.getStatus().getCode()) {
          case NOT_FOUND, INVALID_ARGUMENT ->
              "Temporal at %s has no namespace \"%s\" (%s). Correct TEMPORAL_NAMESPACE, or type: temporal operator namespace create -n %s"
                  .formatted(target, namespace, cause, namespace);
          case UNAUTHENTICATED, PERMISSION_DENIED ->
              "Temporal at %s refuses access to namespace \"%s\" (%s). Check TEMPORAL_API_KEY, the client certificate and TEMPORAL_NAMESPACE."
                  .formatted(target, namespace, cause);
          default ->
              "No Temporal server answers at %s %s TLS (%s). %s"
                  .formatted(
                      target,
                      settings.usesTls() ? "with" : "without",
                      cause,
                      settings.isConfigured()
                          ? "Start it, or correct TEMPORAL_ADDRESS or the TEMPORAL_TLS… settings."
                          : "Start a worker: it brings the embedded one. If another program has the port, set %s in every terminal."
                              .formatted(LocalPort.VARIABLE));
        };
    return what + "\nSee " + TemporalConnection.MANUAL;
  }
}
