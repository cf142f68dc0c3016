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
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ticketing.worker.TemporalConnection.Unreachable;

/**
 * Reads from the environment and the profile file which Temporal to connect to, and how. Rejects
 * settings that cannot work, before anything connects.
 */
record ConnectionSettings(ClientConfigProfile profile, int localPort) {
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(?:[^/:\\s]+|\\[[0-9A-Fa-f:.]+]):(\\d{1,5})");

  static ConnectionSettings load(Map<String, String> environment) throws Unreachable {
    int localPort = LocalPort.chosen(environment);
    try {
      String file = environment.getOrDefault("TEMPORAL_CONFIG_FILE", "");
      if (!file.isBlank()) {
        requireReadable(file);
      }
      ClientConfigProfile profile =
          ClientConfigProfile.load(
              LoadClientConfigProfileOptions.newBuilder().setEnvOverrides(environment).build());
      ConnectionSettings settings = new ConnectionSettings(profile, localPort);
      settings.checkAddress();
      settings.checkCertificates();
      settings.stubs(); // Fails if the client key cannot be read.
      return settings;
    } catch (JsonProcessingException e) {
      // Without the parser's message, which may quote an API key.
      throw new Unreachable(
          "Temporal's configuration file is not valid TOML: line %d, column %d. Correct it. See %s"
              .formatted(
                  e.getLocation().getLineNr(),
                  e.getLocation().getColumnNr(),
                  TemporalConnection.MANUAL));
    } catch (IOException | RuntimeException e) {
      throw unusable(TemporalConnection.rootCause(e));
    }
  }

  private static Unreachable unusable(String cause) {
    return new Unreachable(
        "Temporal's configuration cannot be used: %s. Check the TEMPORAL_… variables and the profile file. See %s"
            .formatted(cause, TemporalConnection.MANUAL));
  }

  private void checkAddress() throws Unreachable {
    if (!isConfigured() && usesTls()) {
      throw new Unreachable(
          "An API key or TLS is configured, but no address. Set TEMPORAL_ADDRESS. See "
              + TemporalConnection.MANUAL);
    }
    Matcher address = HOST_AND_PORT.matcher(target());
    if (!address.matches() || !LocalPort.isPort(Integer.parseInt(address.group(1)))) {
      throw new Unreachable(
          "Temporal's address must be a host and a port, such as 127.0.0.1:7233, not \"%s\". Correct TEMPORAL_ADDRESS or the profile file."
              .formatted(target()));
    }
  }

  private void checkCertificates() throws Unreachable {
    if (profile.getTls() != null && usesTls()) {
      checkCertificates(profile.getTls().getServerCACertPath());
      checkCertificates(profile.getTls().getClientCertPath());
    }
  }

  /** A bad certificate would show only as a connection that fails. */
  private static void checkCertificates(String file) throws Unreachable {
    if (file == null || file.isBlank()) {
      return;
    }
    requireReadable(file);
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        ((X509Certificate) one).checkValidity();
      }
    } catch (IOException | CertificateException e) {
      throw unusable(file + ": " + TemporalConnection.rootCause(e));
    }
  }

  private static void requireReadable(String file) throws Unreachable {
    if (!Files.isRegularFile(Path.of(file)) || !Files.isReadable(Path.of(file))) {
      throw unusable("there is no readable file " + file);
    }
  }

  /** Returns whether an address is configured. If not, {@link #target} is the local one. */
  boolean isConfigured() {
    return profile.getAddress() != null && !profile.getAddress().isBlank();
  }

  /** Returns whether an address is configured, or something listens at the local one. */
  boolean isServerExpected() {
    return isConfigured() || LocalPort.isListening(localPort);
  }

  /** Returns whether the connection is encrypted. An API key asks for it, too. */
  boolean usesTls() {
    ClientConfigTLS tls = profile.getTls();
    boolean hasKey = profile.getApiKey() != null && !profile.getApiKey().isBlank();
    return tls == null ? hasKey : !Boolean.TRUE.equals(tls.isDisabled());
  }

  String target() {
    return isConfigured() ? profile.getAddress().strip() : "127.0.0.1:" + localPort;
  }

  WorkflowClientOptions client() {
    return profile.toWorkflowClientOptions();
  }

  WorkflowServiceStubsOptions.Builder stubs() {
    return WorkflowServiceStubsOptions.newBuilder(profile.toWorkflowServiceStubsOptions())
        .setTarget(target());
  }
}
