package ticketing.runner.verify;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;
import ticketing.testkit.TemporaryFolder;
import ticketing.worker.EmbeddedServer;

/**
 * Every way in which Temporal cannot be reached: one line that names the fix, an exit code other
 * than 0, within seconds. The servers of the cases are in this process, on loopback.
 */
final class BadConnections implements AutoCloseable {
  private static final long PATIENCE_NANOS = 20_000_000_000L;
  private static final String ADDRESS = "TEMPORAL_ADDRESS";
  private static final String CERT = "TEMPORAL_TLS_CLIENT_CERT_PATH";
  private static final String KEY = "TEMPORAL_TLS_CLIENT_KEY_PATH";
  private static final String CA = "TEMPORAL_TLS_SERVER_CA_CERT_PATH";

  private final Workshop workshop;
  private final Path folder = TemporaryFolder.create("workshop-bad-connections");
  private final Certificates certificates = new Certificates();
  private final List<AutoCloseable> servers = new ArrayList<>();

  private record Case(String expected, Map<String, String> environment, String... arguments) {}

  private BadConnections(Workshop workshop) throws IOException, InterruptedException {
    this.workshop = workshop;
  }

  static Check check(Workshop workshop) {
    return new Check(
        "a Temporal that cannot be reached is told in one line, with the fix",
        () -> {
          try (BadConnections bad = new BadConnections(workshop)) {
            return bad.run();
          }
        });
  }

  private int run() throws Exception {
    List<Case> cases = new ArrayList<>();
    cases.addAll(addresses());
    cases.addAll(profiles());
    cases.addAll(files());
    cases.addAll(encrypted());
    StringBuilder wrong = new StringBuilder();
    for (Case bad : cases) {
      wrong.append(problem(bad));
    }
    Check.require(wrong.isEmpty(), wrong.toString());
    return cases.size();
  }

  /** What is wrong with what is told, if something is. */
  private String problem(Case bad) throws IOException, InterruptedException {
    String[] arguments =
        bad.arguments().length > 0 ? bad.arguments() : new String[] {"order", "order-314159"};
    long begin = System.nanoTime();
    Shell.Output output = Shell.workshop(workshop.root(), bad.environment(), arguments);
    boolean late = System.nanoTime() - begin > PATIENCE_NANOS;
    boolean right =
        output.exitCode() > 0
            && output.lines().size() == 1
            && output.text().contains(bad.expected())
            && !late;
    return right
        ? ""
        : "%s %s%n  wanted: %s%n  exit code %d%s: %s%n"
            .formatted(
                String.join(" ", arguments),
                bad.environment(),
                bad.expected(),
                output.exitCode(),
                late ? ", too late" : "",
                output.tail(5));
  }

  private List<Case> addresses() throws Exception {
    String nobody = "127.0.0.1:" + Shell.freePort();
    String here = "127.0.0.1:" + serve(builder -> builder);
    String page = "127.0.0.1:" + answering("HTTP/1.1 400 Bad Request\r\n\r\n");
    String mute = "127.0.0.1:" + answering("");
    String port = here.substring(here.indexOf(':') + 1);
    return List.of(
        new Case("No Temporal server answers at " + nobody, Map.of(ADDRESS, nobody)),
        new Case(
            "No Temporal server answers at " + nobody, Map.of(ADDRESS, nobody), "order", "--all"),
        new Case(
            "No Temporal server answers at " + nobody, Map.of(ADDRESS, nobody), "worker", "03"),
        new Case("no host \"temporal.invalid\"", Map.of(ADDRESS, "temporal.invalid:7233")),
        new Case("a host and a port", Map.of(ADDRESS, "localhost")),
        new Case("a host and a port", Map.of(ADDRESS, "http://localhost:7233")),
        new Case("Something else than Temporal answers at " + page, Map.of(ADDRESS, page)),
        new Case("Something else than Temporal answers at " + mute, Map.of(ADDRESS, mute)),
        new Case("set WORKSHOP_PORT", Map.of("WORKSHOP_PORT", page.split(":")[1]), "worker", "03"),
        new Case(
            "A Temporal server runs at " + here + " already", Map.of(), "server", "--port", port),
        new Case("is taken by something else", Map.of(), "server", "--port", page.split(":")[1]),
        new Case("wants to know who you are", with(Map.of(), refusing())),
        new Case(
            "There is no namespace \"nope\"",
            with(Map.of("TEMPORAL_NAMESPACE", "nope"), withoutNamespaces())));
  }

  private List<Case> profiles() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("profiles.toml"), "[profile.home]\naddress = \"127.0.0.1:7233\"\n");
    Path broken =
        Files.writeString(folder.resolve("broken.toml"), "[profile.default]\napi_key = \"SECRET\n");
    return List.of(
        new Case("TEMPORAL_ADDRESS too", Map.of("TEMPORAL_API_KEY", "a-key")),
        new Case(
            "there are: home",
            Map.of("TEMPORAL_CONFIG_FILE", file.toString(), "TEMPORAL_PROFILE", "work")),
        new Case("is malformed in line 2", Map.of("TEMPORAL_CONFIG_FILE", broken.toString())),
        new Case("There is no readable file", Map.of("TEMPORAL_CONFIG_FILE", broken + "x")));
  }

  private List<Case> files() throws Exception {
    Certificates.Pair good = certificates.good("client");
    Certificates.Pair other = certificates.good("other");
    Certificates.Pair old = certificates.expired("old-client");
    String address = "127.0.0.1:" + Shell.freePort();
    Path noPem = Files.writeString(folder.resolve("no.pem"), "not a certificate");
    return List.of(
        new Case("There is no file", tls(address, folder.resolve("missing.pem"), good.key())),
        new Case("cannot be read", tls(address, folder, good.key())),
        new Case("is no certificate in PEM format", tls(address, noPem, good.key())),
        new Case("is no private key in PEM format", tls(address, good.certificate(), noPem)),
        new Case("does not belong to", tls(address, good.certificate(), other.key())),
        new Case("has expired", tls(address, old.certificate(), old.key())),
        new Case(
            "set " + KEY + " too", Map.of(ADDRESS, address, CERT, good.certificate().toString())),
        new Case("is no certificate", Map.of(ADDRESS, address, CA, noPem.toString())));
  }

  private static Map<String, String> tls(String address, Path certificate, Path key) {
    return Map.of(ADDRESS, address, CERT, certificate.toString(), KEY, key.toString());
  }

  private List<Case> encrypted() throws Exception {
    String ca = certificates.authority().toString();
    String plain = "127.0.0.1:" + serve(builder -> builder);
    String secret =
        "127.0.0.1:" + serve(certificates.serving(certificates.good("server"), ClientAuth.NONE));
    String old =
        "127.0.0.1:"
            + serve(certificates.serving(certificates.expired("old-server"), ClientAuth.NONE));
    String mutual =
        "127.0.0.1:" + serve(certificates.serving(certificates.good("mutual"), ClientAuth.REQUIRE));
    UnaryOperator<NettyServerBuilder> tls =
        certificates.serving(certificates.good("keys"), ClientAuth.NONE);
    String keys = "127.0.0.1:" + serve(builder -> tls.apply(builder).intercept(refusing()));
    Certificates.Pair stranger = new Certificates().good("stranger");
    Map<String, String> unknown =
        new HashMap<>(tls(mutual, stranger.certificate(), stranger.key()));
    unknown.put(CA, ca);
    return List.of(
        new Case("does not speak TLS", Map.of(ADDRESS, plain, "TEMPORAL_TLS", "true")),
        new Case("does not speak TLS", Map.of(ADDRESS, plain, "TEMPORAL_API_KEY", "key")),
        new Case("speaks TLS, and your configuration does not", Map.of(ADDRESS, secret)),
        new Case("is signed by nobody", Map.of(ADDRESS, secret, "TEMPORAL_TLS", "true")),
        new Case("has expired", Map.of(ADDRESS, old, CA, ca)),
        new Case(
            "is not for",
            Map.of(ADDRESS, secret, CA, ca, "TEMPORAL_TLS_SERVER_NAME", "temporal.example")),
        new Case(
            "refuses the API key", Map.of(ADDRESS, keys, CA, ca, "TEMPORAL_API_KEY", "expired")),
        new Case("wants a client certificate", Map.of(ADDRESS, mutual, CA, ca)),
        new Case("does not take your client certificate", unknown));
  }

  private Map<String, String> with(Map<String, String> environment, ServerInterceptor refusal)
      throws IOException {
    Map<String, String> all = new HashMap<>(environment);
    all.put(ADDRESS, "127.0.0.1:" + serve(builder -> builder.intercept(refusal)));
    return all;
  }

  /** A Temporal server as the cases need it; its port. */
  private int serve(UnaryOperator<NettyServerBuilder> more) throws IOException {
    EmbeddedServer server = EmbeddedServer.start(0, more);
    servers.add(server);
    return server.port();
  }

  /** As a server answers that wants an API key. */
  private static ServerInterceptor refusing() {
    return refusing("", Status.UNAUTHENTICATED.withDescription("Request unauthorized."));
  }

  private static ServerInterceptor withoutNamespaces() {
    return refusing("DescribeNamespace", Status.NOT_FOUND.withDescription("Namespace not found."));
  }

  private static ServerInterceptor refusing(String method, Status status) {
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

  /** Something that is no Temporal: it says this to everybody and hangs up. Its port. */
  private int answering(String words) throws IOException {
    ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    servers.add(listening);
    Thread thread =
        new Thread(
            () -> {
              while (!listening.isClosed()) {
                try (Socket socket = listening.accept()) {
                  socket.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                  if (!listening.isClosed()) {
                    throw new UncheckedIOException(e);
                  }
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
    return listening.getLocalPort();
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable server : servers) {
      server.close();
    }
  }
}
