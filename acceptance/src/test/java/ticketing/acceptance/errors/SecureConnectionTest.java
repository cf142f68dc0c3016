package ticketing.acceptance.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.temporal.api.workflowservice.v1.StartWorkflowExecutionRequest;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkflowImplementationOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import ticketing.acceptance.support.InProcess;
import ticketing.acceptance.support.NoOpTicketSystem;
import ticketing.order.OrderActivitiesImpl;
import ticketing.runner.stages.StageCode;
import ticketing.runner.stages.Workshop;
import ticketing.system.PaymentService;
import ticketing.worker.EmbeddedServer;
import ticketing.worker.TemporalConnection;

/**
 * Tests orders over the connections that a cluster or Temporal Cloud requires: the server rejects
 * clients without a valid certificate or API key.
 */
@Tag("material")
@Timeout(120)
class SecureConnectionTest {
  private static final String API_KEY = "a-valid-key";
  private static final String NAMESPACE = "workshop.a1b2c";

  @TempDir private Path folder;
  private Certificates certificates;
  private Certificates.Pair pair;

  @BeforeEach
  void createCertificates() throws Exception {
    certificates = new Certificates(folder.resolve("certificates"));
    pair = certificates.valid("valid");
  }

  @Test
  void orders_are_placed_over_mutual_tls() throws Exception {
    try (EmbeddedServer server =
        EmbeddedServer.start(0, certificates.serving(pair, ClientAuth.REQUIRE))) {
      placeOrder(
          Map.of(
              "TEMPORAL_ADDRESS",
              "127.0.0.1:" + server.port(),
              "TEMPORAL_TLS_CLIENT_CERT_PATH",
              pair.certificate().toString(),
              "TEMPORAL_TLS_CLIENT_KEY_PATH",
              pair.key().toString(),
              "TEMPORAL_TLS_SERVER_CA_CERT_PATH",
              certificates.caCertificate().toString()));
    }
  }

  @Test
  void a_config_file_profile_provides_api_key_and_namespace() throws Exception {
    UnaryOperator<NettyServerBuilder> tls = certificates.serving(pair, ClientAuth.NONE);
    try (EmbeddedServer server =
        EmbeddedServer.start(0, builder -> tls.apply(builder).intercept(new ApiKeyInterceptor()))) {
      // TOML does not interpret backslashes in single quotes, so a Windows path works.
      Path file =
          Files.writeString(
              folder.resolve("temporal.toml"),
              """
              [profile.cloud]
              address = "127.0.0.1:%d"
              namespace = "%s"
              api_key = "%s"

              [profile.cloud.tls]
              server_ca_cert_path = '%s'
              """
                  .formatted(server.port(), NAMESPACE, API_KEY, certificates.caCertificate()));
      placeOrder(Map.of("TEMPORAL_CONFIG_FILE", file.toString(), "TEMPORAL_PROFILE", "cloud"));
    }
  }

  /** Places an order with a worker and an {@code order} command that use this environment. */
  private static void placeOrder(Map<String, String> environment) throws Exception {
    try (StageCode code = StageCode.main(Workshop.here().stage("03").solution());
        TemporalConnection temporal =
            TemporalConnection.open(TemporalConnection.Options.of(environment))) {
      WorkerFactory factory = WorkerFactory.newInstance(temporal.client());
      Worker worker = factory.newWorker(code.strategy().taskQueue());
      code.strategy().registerOn(worker, WorkflowImplementationOptions.getDefaultInstance());
      worker.registerActivitiesImplementations(
          new OrderActivitiesImpl(new NoOpTicketSystem(), new PaymentService()));
      factory.start();
      InProcess.Result result = InProcess.run(environment, "order", "order-1");
      factory.shutdownNow();
      assertThat(result.exitCode()).as(result.err()).isZero();
      assertThat(result.out()).contains("order-1  TICKET of order-1");
    }
  }

  /** Rejects calls without the API key and orders in another namespace. */
  private static final class ApiKeyInterceptor implements ServerInterceptor {
    private static final Metadata.Key<String> HEADER =
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      if (!("Bearer " + API_KEY).equals(headers.get(HEADER))) {
        call.close(Status.UNAUTHENTICATED, new Metadata());
        return new ServerCall.Listener<>() {};
      }
      return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
        @Override
        public void onMessage(Q message) {
          if (message instanceof StartWorkflowExecutionRequest order
              && !order.getNamespace().equals(NAMESPACE)) {
            call.close(Status.NOT_FOUND, new Metadata());
          } else {
            super.onMessage(message);
          }
        }
      };
    }
  }
}
