package ticketing.worker;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Exception;
import io.grpc.netty.shaded.io.netty.handler.ssl.NotSslRecordException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLException;

/** Asks a server whether it is Temporal and has the namespace; says what is wrong if it is not. */
final class Diagnosis {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A server that has just been started answers, but not yet as it should. */
  private static final Duration STARTING = Duration.ofSeconds(5);

  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Configuration configuration;
  private final String target;

  Diagnosis(Configuration configuration) {
    this.configuration = configuration;
    this.target = configuration.target();
  }

  /**
   * Returns nothing if all is well.
   *
   * @throws TemporalConnection.Unreachable if not, with the fix
   */
  void require(WorkflowServiceStubs stubs) throws TemporalConnection.Unreachable {
    long deadline = System.nanoTime() + STARTING.toNanos();
    while (true) {
      try {
        stub(stubs).getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
        break;
      } catch (StatusRuntimeException e) {
        if (!isStarting(e) || System.nanoTime() > deadline) {
          throw new TemporalConnection.Unreachable(ofServer(e), e);
        }
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    requireNamespace(stubs, deadline);
  }

  private void requireNamespace(WorkflowServiceStubs stubs, long deadline)
      throws TemporalConnection.Unreachable {
    DescribeNamespaceRequest request =
        DescribeNamespaceRequest.newBuilder().setNamespace(configuration.namespace()).build();
    while (true) {
      try {
        stub(stubs).describeNamespace(request);
        return;
      } catch (StatusRuntimeException e) {
        if (!isStarting(e) || System.nanoTime() > deadline) {
          throw new TemporalConnection.Unreachable(ofNamespace(e), e);
        }
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static WorkflowServiceBlockingStub stub(WorkflowServiceStubs stubs) {
    return stubs.blockingStub().withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The server itself says that it is unavailable: there is no cause on this side. */
  private static boolean isStarting(StatusRuntimeException e) {
    return e.getStatus().getCode() == Status.Code.UNAVAILABLE && e.getCause() == null;
  }

  private String ofServer(StatusRuntimeException e) {
    if (find(e, UnknownHostException.class).isPresent()) {
      return "There is no host \"%s\" in the network. %s"
          .formatted(configuration.host(), configuration.fixOfAddress());
    }
    if (find(e, ConnectException.class).isPresent()) {
      return nobody();
    }
    if (find(e, NotSslRecordException.class).isPresent()) {
      return "%s does not speak TLS, and your configuration does. %s, or correct the address."
          .formatted(
              target,
              configuration.hasTls()
                  ? "Set TEMPORAL_TLS=false"
                  : "Take " + Configuration.API_KEY + " out, which asks for TLS");
    }
    Optional<Http2Exception> noHttp2 = find(e, Http2Exception.class);
    if (noHttp2.isPresent() && isTlsAlert(noHttp2.get())) {
      return wantsTls();
    }
    if (find(e, SSLException.class).isPresent()
        || find(e, CertificateException.class).isPresent()) {
      return ofTls(e);
    }
    return switch (e.getStatus().getCode()) {
      case UNAUTHENTICATED, PERMISSION_DENIED -> ofKey();
      case DEADLINE_EXCEEDED ->
          "Nothing that is Temporal answered at %s within %d s. Is that the address, and does a firewall let you through? %s"
              .formatted(target, PATIENCE.toSeconds(), configuration.fixOfAddress());
      case UNAVAILABLE ->
          usesTls()
              ? ofTls(e)
              : SpeaksTls.at(configuration.target()) ? wantsTls() : somethingElse();
      default -> somethingElse();
    };
  }

  private boolean usesTls() {
    return configuration.hasTls() || configuration.hasApiKey();
  }

  private String nobody() {
    return configuration.isConfigured()
        ? "No Temporal server answers at %s, the address that your configuration names. Start it, or correct TEMPORAL_ADDRESS; see setup.md."
            .formatted(target)
        : "No Temporal server answers at %s. Start your server, or a worker, which brings the embedded one; for another port set WORKSHOP_PORT."
            .formatted(target);
  }

  private String somethingElse() {
    return "Something else than Temporal answers at %s. %s"
        .formatted(target, configuration.fixOfAddress());
  }

  private String wantsTls() {
    return "%s speaks TLS, and your configuration does not. Set TEMPORAL_TLS=true, or %s, or %s and %s; or correct the address."
        .formatted(target, Configuration.API_KEY, TlsFiles.CLIENT_CERT, TlsFiles.CLIENT_KEY);
  }

  /** A server of TLS answers plain text with an alert, of which the first bytes are told. */
  private static boolean isTlsAlert(Http2Exception e) {
    return String.valueOf(e.getMessage()).contains("bytes: 1503");
  }

  private String ofKey() {
    return configuration.hasApiKey()
        ? "%s refuses the API key. Is it whole, has it expired, is it for namespace %s? Set %s anew."
            .formatted(target, configuration.namespace(), Configuration.API_KEY)
        : "%s wants to know who you are. Set %s, or %s and %s; and TEMPORAL_NAMESPACE."
            .formatted(target, Configuration.API_KEY, TlsFiles.CLIENT_CERT, TlsFiles.CLIENT_KEY);
  }

  private String ofTls(StatusRuntimeException e) {
    if (find(e, CertificateExpiredException.class).isPresent()) {
      return "The certificate of the server at %s, or of who signed it, has expired. Whoever runs it has to renew it."
          .formatted(target);
    }
    if (find(e, CertificateNotYetValidException.class).isPresent()) {
      return "The certificate of the server at %s is not valid yet. Look at this computer's clock."
          .formatted(target);
    }
    if (find(e, CertPathBuilderException.class).isPresent()
        || find(e, CertPathValidatorException.class).isPresent()) {
      return "The certificate of the server at %s is signed by nobody that is trusted here. Set %s to the certificate of who signs it."
          .formatted(target, TlsFiles.SERVER_CA);
    }
    Optional<CertificateException> other = find(e, CertificateException.class);
    if (other.isPresent()) {
      return "The certificate of the server at %s is not for %s (%s). Correct the address, or set TEMPORAL_TLS_SERVER_NAME."
          .formatted(target, configuration.host(), TemporalConnection.oneLine(other.get()));
    }
    String said = find(e, SSLException.class).map(TemporalConnection::oneLine).orElse("");
    String lower = said.toLowerCase(Locale.ROOT);
    // Servers say in different alerts, or by hanging up, that they do not like who calls.
    boolean isAboutOurs =
        said.isEmpty()
            || lower.contains("certificate")
            || lower.contains("alert") && !lower.contains("protocol");
    if (isAboutOurs && configuration.hasClientCertificate()) {
      return "The server at %s does not take your client certificate. Name one that it knows, with %s and %s; or an API key."
          .formatted(target, TlsFiles.CLIENT_CERT, TlsFiles.CLIENT_KEY);
    }
    if (isAboutOurs) {
      return "The server at %s ends the connection, as one does that wants a client certificate. Set %s and %s."
          .formatted(target, TlsFiles.CLIENT_CERT, TlsFiles.CLIENT_KEY);
    }
    return "No TLS connection with %s can be made (%s). Look at your TEMPORAL_TLS_… settings."
        .formatted(target, said);
  }

  private String ofNamespace(StatusRuntimeException e) {
    return switch (e.getStatus().getCode()) {
      case NOT_FOUND ->
          "There is no namespace \"%s\" at %s. Correct TEMPORAL_NAMESPACE, or make it: temporal operator namespace create -n %s"
              .formatted(configuration.namespace(), target, configuration.namespace());
      case INVALID_ARGUMENT ->
          "\"%s\" cannot be a namespace. Correct TEMPORAL_NAMESPACE."
              .formatted(configuration.namespace());
      case UNAUTHENTICATED, PERMISSION_DENIED ->
          ofKey() + " If that is right, so must be TEMPORAL_NAMESPACE.";
      default ->
          "Temporal at %s does not tell about the namespace %s (%s). Try again, or ask whoever runs it."
              .formatted(target, configuration.namespace(), TemporalConnection.oneLine(e));
    };
  }

  private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> kind) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (kind.isInstance(at)) {
        return Optional.of(kind.cast(at));
      }
    }
    return Optional.empty();
  }
}
