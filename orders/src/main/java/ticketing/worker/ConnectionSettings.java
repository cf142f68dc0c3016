package ticketing.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.ClientConfigTLS;
import io.temporal.envconfig.LoadClientConfigProfileOptions;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ticketing.worker.TemporalConnection.Unreachable;

/**
 * Reads which Temporal the environment and the profile file name, and how to reach it. Fails on
 * settings that cannot work, before anything connects.
 */
final class ConnectionSettings {
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(?:[^/:\\s]+|\\[[0-9A-Fa-f:.]+]):(\\d{1,5})");
  private static final String FILE = "TEMPORAL_CONFIG_FILE";

  private final ClientConfigProfile profile;
  private final int localPort;
  private final WorkflowServiceStubsOptions stubs;

  private ConnectionSettings(ClientConfigProfile profile, int localPort) throws Unreachable {
    this.profile = profile;
    this.localPort = localPort;
    checkAddress();
    checkFiles();
    this.stubs =
        WorkflowServiceStubsOptions.newBuilder(profile.toWorkflowServiceStubsOptions())
            .setTarget(target())
            .build();
  }

  /**
   * Reads the settings.
   *
   * @throws Unreachable if they cannot work
   */
  static ConnectionSettings load(Map<String, String> environment) throws Unreachable {
    int localPort = LocalPort.chosen(environment);
    try {
      String file = environment.getOrDefault(FILE, "");
      if (!file.isBlank()) {
        requireReadable(file);
      }
      return new ConnectionSettings(
          ClientConfigProfile.load(
              LoadClientConfigProfileOptions.newBuilder().setEnvOverrides(environment).build()),
          localPort);
    } catch (JsonProcessingException e) {
      // Not in the parser's words: they may quote an API key.
      throw new Unreachable(
          "Temporal's configuration file is not valid TOML: line %d, column %d. Correct it. See %s"
              .formatted(
                  e.getLocation().getLineNr(),
                  e.getLocation().getColumnNr(),
                  TemporalConnection.MANUAL),
          null);
    } catch (IOException | RuntimeException e) {
      throw unusable(TemporalConnection.rootCause(e), e);
    }
  }

  private static Unreachable unusable(String cause, Exception e) {
    return new Unreachable(
        "Temporal's configuration cannot be used: %s. Check the TEMPORAL_… variables and the profile file. See %s"
            .formatted(cause, TemporalConnection.MANUAL),
        e);
  }

  private void checkAddress() throws Unreachable {
    if (!isConfigured() && usesTls()) {
      throw new Unreachable(
          "An API key or TLS is configured, but no address. Set TEMPORAL_ADDRESS. See "
              + TemporalConnection.MANUAL,
          null);
    }
    Matcher address = HOST_AND_PORT.matcher(target());
    if (!address.matches() || !LocalPort.isPort(Integer.parseInt(address.group(1)))) {
      throw new Unreachable(
          "Temporal's address is a host and a port, such as 127.0.0.1:7233, not \"%s\". Correct TEMPORAL_ADDRESS or the profile file."
              .formatted(target()),
          null);
    }
  }

  /** A bad certificate would show only as a connection that fails. */
  private void checkFiles() throws Unreachable {
    ClientConfigTLS tls = profile.getTls();
    if (tls == null || Boolean.TRUE.equals(tls.isDisabled())) {
      return;
    }
    for (String file : given(tls.getServerCACertPath(), tls.getClientCertPath())) {
      requireReadable(file);
      try (InputStream in = Files.newInputStream(Path.of(file))) {
        Collection<? extends Certificate> certificates =
            CertificateFactory.getInstance("X.509").generateCertificates(in);
        if (certificates.isEmpty()) {
          throw new CertificateException("no certificate in PEM format");
        }
        for (Certificate certificate : certificates) {
          ((X509Certificate) certificate).checkValidity();
        }
      } catch (IOException | CertificateException e) {
        throw unusable(file + ": " + TemporalConnection.rootCause(e), e);
      }
    }
    for (String file : given(tls.getClientKeyPath())) {
      requireReadable(file);
    }
  }

  private static List<String> given(String... files) {
    return Stream.of(files).filter(file -> file != null && !file.isBlank()).toList();
  }

  private static void requireReadable(String file) throws Unreachable {
    if (!Files.isRegularFile(Path.of(file)) || !Files.isReadable(Path.of(file))) {
      throw unusable("there is no readable file " + file, null);
    }
  }

  /** Whether an address is configured. If not, the local one is used. */
  boolean isConfigured() {
    return profile.getAddress() != null && !profile.getAddress().isBlank();
  }

  /** Whether there is a server to connect to: one is configured, or something listens locally. */
  boolean isServerExpected() {
    return isConfigured() || LocalPort.isListening(localPort);
  }

  /** Whether the connection is encrypted. An API key asks for it, too. */
  boolean usesTls() {
    ClientConfigTLS tls = profile.getTls();
    boolean hasKey = profile.getApiKey() != null && !profile.getApiKey().isBlank();
    return tls == null ? hasKey : !Boolean.TRUE.equals(tls.isDisabled());
  }

  /** Host and port. */
  String target() {
    return isConfigured() ? profile.getAddress().strip() : LocalPort.address(localPort);
  }

  /** The port on loopback of the embedded server. */
  int localPort() {
    return localPort;
  }

  WorkflowClientOptions client() {
    return WorkflowClientOptions.newBuilder(profile.toWorkflowClientOptions())
        .validateAndBuildWithDefaults();
  }

  WorkflowServiceStubsOptions.Builder stubs() {
    return WorkflowServiceStubsOptions.newBuilder(stubs);
  }
}
