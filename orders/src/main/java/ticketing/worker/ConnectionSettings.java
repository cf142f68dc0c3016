package ticketing.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.LoadClientConfigProfileOptions;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ticketing.worker.TemporalConnection.Unreachable;

/**
 * Which Temporal to connect to, and how, as the environment and the profile file say. Rejects
 * settings that cannot work, before anything connects.
 *
 * @param isConfigured whether an address is configured; if not, the target is the local one
 */
record ConnectionSettings(
    WorkflowClientOptions client,
    WorkflowServiceStubsOptions stubs,
    boolean isConfigured,
    int localPort) {
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(?:[^/:\\s]+|\\[[0-9A-Fa-f:.]+]):(\\d{1,5})");

  static ConnectionSettings load(Map<String, String> environment) throws Unreachable {
    int localPort = LocalPort.chosen(environment);
    try {
      String file = environment.getOrDefault("TEMPORAL_CONFIG_FILE", "");
      if (!file.isBlank()) {
        Files.newInputStream(Path.of(file)).close(); // The SDK ignores a missing file.
      }
      ClientConfigProfile profile =
          ClientConfigProfile.load(
              LoadClientConfigProfileOptions.newBuilder().setEnvOverrides(environment).build());
      String address = Objects.requireNonNullElse(profile.getAddress(), "").strip();
      ConnectionSettings settings =
          new ConnectionSettings(
              profile.toWorkflowClientOptions(),
              WorkflowServiceStubsOptions.newBuilder(profile.toWorkflowServiceStubsOptions())
                  .setTarget(address.isEmpty() ? "127.0.0.1:" + localPort : address)
                  .build(),
              !address.isEmpty(),
              localPort);
      settings.checkAddress();
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
      throw new Unreachable(
          "Temporal's configuration cannot be used: %s. Check the TEMPORAL_… variables and the profile file. See %s"
              .formatted(TemporalConnection.rootCause(e), TemporalConnection.MANUAL));
    }
  }

  private void checkAddress() throws Unreachable {
    if (!isConfigured && usesTls()) {
      throw new Unreachable(
          "An API key or TLS is configured, but no address. Set TEMPORAL_ADDRESS. See "
              + TemporalConnection.MANUAL);
    }
    Matcher address = HOST_AND_PORT.matcher(stubs.getTarget());
    if (!address.matches() || !LocalPort.isPort(Integer.parseInt(address.group(1)))) {
      throw new Unreachable(
          "Temporal's address must be a host and a port, such as 127.0.0.1:7233, not \"%s\". Correct TEMPORAL_ADDRESS or the profile file."
              .formatted(stubs.getTarget()));
    }
  }

  /** Returns whether an address is configured, or something listens at the local one. */
  boolean isServerExpected() {
    return isConfigured || LocalPort.isListening(localPort);
  }

  boolean usesTls() {
    return stubs.getEnableHttps() || stubs.getSslContext() != null;
  }
}
