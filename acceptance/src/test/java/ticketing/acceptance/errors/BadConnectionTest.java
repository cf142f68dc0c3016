package ticketing.acceptance.errors;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;
import ticketing.worker.EmbeddedServer;

/** Tests every way in which a connection to Temporal can fail. */
@Tag("material")
@Timeout(120)
class BadConnectionTest {
  private static final Status UNAUTHENTICATED =
      Status.UNAUTHENTICATED.withDescription("Request unauthorized.");
  private static final Status NO_NAMESPACE =
      Status.NOT_FOUND.withDescription("Namespace not found.");
  private static final String LOOPBACK = "127.0.0.1:";
  private static final CommandErrors ERRORS = new CommandErrors();
  private static final List<AutoCloseable> SERVERS = new ArrayList<>();

  @TempDir private static Path folder;

  @BeforeAll
  static void serve() throws Exception {
    Certificates certificates = new Certificates(folder.resolve("certificates"));
    Certificates.Pair valid = certificates.valid("valid");
    Certificates.Pair expired = certificates.expired("expired");
    UnaryOperator<NettyServerBuilder> tls = certificates.serving(valid, ClientAuth.NONE);
    int page = serverThatSends("HTTP/1.1 400 Bad Request\r\n\r\n");
    int plain = serving(builder -> builder);
    ServerInterceptor noKey = rejecting("", UNAUTHENTICATED);
    ServerInterceptor noNamespace = rejecting("DescribeNamespace", NO_NAMESPACE);
    ERRORS
        .with("nobody", LOOPBACK + 1)
        .with("page", LOOPBACK + page)
        .with("page:port", page)
        .with("mute", LOOPBACK + serverThatSends(""))
        .with("plain", LOOPBACK + plain)
        .with("no-key", LOOPBACK + serving(builder -> builder.intercept(noKey)))
        .with("no-namespace", LOOPBACK + serving(builder -> builder.intercept(noNamespace)))
        .with("tls", LOOPBACK + serving(tls))
        .with("tls-no-key", LOOPBACK + serving(builder -> tls.apply(builder).intercept(noKey)))
        .with("expired", LOOPBACK + serving(certificates.serving(expired, ClientAuth.NONE)))
        .with("mutual", LOOPBACK + serving(certificates.serving(valid, ClientAuth.REQUIRE)))
        .with("valid.pem", valid.certificate())
        .with("valid.key", valid.key())
        .with("expired.pem", expired.certificate())
        .with("expired.key", expired.key())
        .with("folder", folder)
        .with("missing", folder.resolve("missing"))
        .with("no.pem", file("no.pem", "not a certificate"))
        .with("home.toml", file("home.toml", "[profile.home]\naddress = \"127.0.0.1:7233\""))
        .with("broken.toml", file("broken.toml", "[profile.default]\napi_key = \"SECRET\n"))
        .with("CERT", "TEMPORAL_TLS_CLIENT_CERT_PATH")
        .with("KEY", "TEMPORAL_TLS_CLIENT_KEY_PATH")
        .with("NAME", "TEMPORAL_TLS_SERVER_NAME")
        .with("OF-CA", "TEMPORAL_TLS_SERVER_CA_CERT_PATH=" + certificates.caCertificate());
  }

  @AfterAll
  static void stop() throws Exception {
    for (AutoCloseable server : SERVERS) {
      server.close();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          # Addresses
          Start a worker: it starts an embedded server     | WORKSHOP_PORT=1
          Start a worker: it starts an embedded server     | WORKSHOP_PORT=1            | history order-314159
          No Temporal server answers at {nobody} without TLS (ConnectException | TEMPORAL_ADDRESS={nobody} | order --all
          No Temporal server answers at {nobody}           | TEMPORAL_ADDRESS={nobody}  | worker 03
          UnknownHostException: temporal.invalid           | TEMPORAL_ADDRESS=temporal.invalid:7233
          a host and a port                                | TEMPORAL_ADDRESS=localhost
          a host and a port                                | TEMPORAL_ADDRESS=http://localhost:7233
          a host and a port                                | TEMPORAL_ADDRESS=localhost:99999
          No Temporal server answers at {page}             | TEMPORAL_ADDRESS={page}
          No Temporal server answers at {mute}             | TEMPORAL_ADDRESS={mute}
          set WORKSHOP_PORT                                | WORKSHOP_PORT={page:port}  | worker 03
          WORKSHOP_PORT is "99999"                         | WORKSHOP_PORT=99999        | server
          is in use by another process                     |                            | server --port {page:port}
          Check TEMPORAL_API_KEY                           | TEMPORAL_ADDRESS={no-key}
          type: temporal operator namespace create -n nope | TEMPORAL_ADDRESS={no-namespace} TEMPORAL_NAMESPACE=nope

          # Profiles
          Set TEMPORAL_ADDRESS                             | TEMPORAL_API_KEY=a-key
          work                                             | TEMPORAL_CONFIG_FILE={home.toml} TEMPORAL_PROFILE=work
          is not valid TOML: line 2                        | TEMPORAL_CONFIG_FILE={broken.toml}
          NoSuchFileException: {missing}                   | TEMPORAL_CONFIG_FILE={missing}

          # Files of TLS
          NoSuchFileException: {missing}                   | TEMPORAL_ADDRESS={nobody} {CERT}={missing} {KEY}={valid.key}
          cannot be used                                   | TEMPORAL_ADDRESS={nobody} {CERT}={folder} {KEY}={valid.key}
          CertificateException: found no certificates      | TEMPORAL_ADDRESS={nobody} {CERT}={no.pem} {KEY}={valid.key}
          cannot be used                                   | TEMPORAL_ADDRESS={nobody} {CERT}={valid.pem} {KEY}={no.pem}
          ALERT_CERTIFICATE_EXPIRED                        | TEMPORAL_ADDRESS={mutual} {OF-CA} {CERT}={expired.pem} {KEY}={expired.key}

          # Servers with TLS, and without
          {plain} with TLS (NotSslRecordException          | TEMPORAL_ADDRESS={plain} TEMPORAL_TLS=true
          {plain} with TLS (NotSslRecordException          | TEMPORAL_ADDRESS={plain} TEMPORAL_API_KEY=key
          No Temporal server answers at {tls} without TLS  | TEMPORAL_ADDRESS={tls}
          unable to find valid certification path          | TEMPORAL_ADDRESS={tls} TEMPORAL_TLS=true
          CertificateExpiredException                      | TEMPORAL_ADDRESS={expired} {OF-CA}
          CertificateException                             | TEMPORAL_ADDRESS={tls} {OF-CA} {NAME}=temporal.example
          Check TEMPORAL_API_KEY                           | TEMPORAL_ADDRESS={tls-no-key} {OF-CA} TEMPORAL_API_KEY=expired
          No Temporal server answers at {mutual} with TLS  | TEMPORAL_ADDRESS={mutual} {OF-CA}
          """)
  void an_error_says_how_to_fix_it(String fix, String environment, ArgumentsAccessor columns) {
    String command = columns.size() < 3 ? "order order-314159" : columns.getString(2);
    ERRORS.assertExplained(command, fix, environment);
  }

  private static Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static int serving(UnaryOperator<NettyServerBuilder> more) throws IOException {
    EmbeddedServer server = EmbeddedServer.start(0, more);
    SERVERS.add(server);
    return server.port();
  }

  /** Returns an interceptor that rejects calls whose names end with this text. */
  private static ServerInterceptor rejecting(String method, Status status) {
    return new ServerInterceptor() {
      @Override
      public <Q, A> ServerCall.Listener<Q> interceptCall(
          ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (!call.getMethodDescriptor().getFullMethodName().endsWith(method)) {
          return next.startCall(call, headers);
        }
        call.close(status, new Metadata());
        return new ServerCall.Listener<>() {};
      }
    };
  }

  /**
   * Starts a server that is not Temporal: it sends this response to each client and closes the
   * connection.
   */
  private static int serverThatSends(String response) throws IOException {
    ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    SERVERS.add(listening);
    Thread thread =
        new Thread(
            () -> {
              while (!listening.isClosed()) {
                try (Socket socket = listening.accept()) {
                  socket.getOutputStream().write(response.getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                  // The client is gone or the test is over.
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
    return listening.getLocalPort();
  }
}
