package ticketing.runner.verify;

import io.grpc.ForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.temporal.api.workflowservice.v1.StartWorkflowExecutionRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import ticketing.runner.run.orders.RunOrders;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.testkit.TemporaryFolder;
import ticketing.worker.EmbeddedServer;

/**
 * Orders through the connections that a cluster or Temporal Cloud wants. The servers are the
 * embedded one, in this process, which lets in only who is configured as it should be.
 */
final class GoodConnections {
  private static final int ORDERS = 3;
  private static final String KEY = "a-key-that-is-good";
  private static final String NAMESPACE = "workshop.a1b2c";

  private final Workshop workshop;
  private final Path folder = TemporaryFolder.create("workshop-good-connections");
  private final Certificates certificates = new Certificates();

  private GoodConnections(Workshop workshop) throws Exception {
    this.workshop = workshop;
  }

  static Check check(Workshop workshop) {
    return new Check(
        "orders through mutual TLS, and through a profile with an API key and a namespace",
        () -> {
          GoodConnections good = new GoodConnections(workshop);
          good.mutualTls();
          good.profile();
          return 2;
        });
  }

  private void mutualTls() throws Exception {
    Certificates.Pair client = certificates.good("client");
    UnaryOperator<NettyServerBuilder> tls =
        certificates.serving(certificates.good("mutual"), ClientAuth.REQUIRE);
    try (EmbeddedServer server = EmbeddedServer.start(0, tls)) {
      sell(
          "order-tls-",
          Map.of(
              "TEMPORAL_ADDRESS",
              "127.0.0.1:" + server.port(),
              "TEMPORAL_TLS_CLIENT_CERT_PATH",
              client.certificate().toString(),
              "TEMPORAL_TLS_CLIENT_KEY_PATH",
              client.key().toString(),
              "TEMPORAL_TLS_SERVER_CA_CERT_PATH",
              certificates.authority().toString()));
    }
  }

  private void profile() throws Exception {
    UnaryOperator<NettyServerBuilder> tls =
        certificates.serving(certificates.good("keys"), ClientAuth.NONE);
    try (EmbeddedServer server =
        EmbeddedServer.start(0, builder -> tls.apply(builder).intercept(requiring()))) {
      // In single quotes TOML takes a Windows path as it is.
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
                  .formatted(server.port(), NAMESPACE, KEY, certificates.authority()));
      sell(
          "order-key-",
          Map.of("TEMPORAL_CONFIG_FILE", file.toString(), "TEMPORAL_PROFILE", "cloud"));
    }
  }

  /** Every call has to bring the key, and an order is placed in the namespace or nowhere. */
  private static ServerInterceptor requiring() {
    Metadata.Key<String> header =
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    return new ServerInterceptor() {
      @Override
      public <Q, A> ServerCall.Listener<Q> interceptCall(
          ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (!("Bearer " + KEY).equals(headers.get(header))) {
          call.close(Status.UNAUTHENTICATED, new Metadata());
          return new ServerCall.Listener<>() {};
        }
        return new ForwardingServerCallListener.SimpleForwardingServerCallListener<>(
            next.startCall(call, headers)) {
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
    };
  }

  private void sell(String prefix, Map<String, String> environment) throws Exception {
    Stage stage = workshop.stage("03");
    List<String> orderIds = RunOrders.ids(prefix, ORDERS);
    try (OrderScene scene =
        new OrderScene(workshop, environment, RunOrders.reservations(orderIds))) {
      scene.worker(stage);
      String told = scene.tickets(stage, orderIds);
      Processes.requireOneTicketEach(scene.ledger(), orderIds, told);
    }
  }
}
