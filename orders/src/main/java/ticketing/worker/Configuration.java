package ticketing.worker;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.envconfig.ClientConfig;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.ClientConfigTLS;
import io.temporal.envconfig.LoadClientConfigOptions;
import io.temporal.envconfig.LoadClientConfigProfileOptions;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which Temporal the environment and the profile file name, and how it is to be reached. What
 * cannot work is found here, before anything is connected.
 */
final class Configuration {
  static final String ADDRESS = "TEMPORAL_ADDRESS";
  static final String API_KEY = "TEMPORAL_API_KEY";
  private static final String FILE = "TEMPORAL_CONFIG_FILE";
  private static final String PROFILE = "TEMPORAL_PROFILE";
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\]):(\\d{1,5})");

  private final Map<String, String> environment;
  private final ClientConfigProfile profile;
  private final int localPort;

  private Configuration(Map<String, String> environment) throws TemporalConnection.Unreachable {
    this.environment = environment;
    this.profile = profile();
    this.localPort = LocalPort.chosen(environment);
  }

  /**
   * Reads it.
   *
   * @throws TemporalConnection.Unreachable if it cannot be used
   */
  static Configuration load(Map<String, String> environment) throws TemporalConnection.Unreachable {
    Configuration loaded = new Configuration(environment);
    loaded.check();
    return loaded;
  }

  private ClientConfigProfile profile() throws TemporalConnection.Unreachable {
    String file = environment.get(FILE);
    if (isGiven(file) && !isReadable(file)) {
      throw new TemporalConnection.Unreachable(
          "There is no readable file " + file + ", which " + FILE + " names. Correct it.", null);
    }
    try {
      return ClientConfigProfile.load(
          LoadClientConfigProfileOptions.newBuilder().setEnvOverrides(environment).build());
    } catch (JsonProcessingException e) {
      throw new TemporalConnection.Unreachable(
          "Temporal's configuration file, %s, is malformed%s. Mend it; it is TOML, with sections such as [profile.default]."
              .formatted(fileName(), place(e)),
          null);
    } catch (IOException e) {
      throw new TemporalConnection.Unreachable(
          "Temporal's configuration file, %s, cannot be read (%s). Make it a readable file."
              .formatted(fileName(), e.getMessage()),
          e);
    } catch (RuntimeException e) {
      throw wrongProfile(e);
    }
  }

  private static boolean isReadable(String file) {
    try {
      return Files.isRegularFile(Path.of(file)) && Files.isReadable(Path.of(file));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Not in the parser's own words: they may quote an API key. */
  private static String place(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return at == null || at.getLineNr() < 1
        ? ""
        : " in line " + at.getLineNr() + ", column " + at.getColumnNr();
  }

  private TemporalConnection.Unreachable wrongProfile(RuntimeException e) {
    String wanted = environment.get(PROFILE);
    try {
      TreeSet<String> known = new TreeSet<>(profiles().keySet());
      if (isGiven(wanted) && !known.contains(wanted)) {
        return new TemporalConnection.Unreachable(
            "There is no profile \"%s\", which %s names, in %s; %s. Correct it, or take it out."
                .formatted(
                    wanted,
                    PROFILE,
                    fileName(),
                    known.isEmpty()
                        ? "there is none at all"
                        : "there are: " + String.join(", ", known)),
            e);
      }
    } catch (IOException | RuntimeException again) {
      e.addSuppressed(again);
    }
    return new TemporalConnection.Unreachable(
        "Temporal's configuration cannot be used: "
            + TemporalConnection.oneLine(e)
            + ". Look at your TEMPORAL_… variables and at "
            + fileName()
            + ".",
        e);
  }

  private Map<String, ClientConfigProfile> profiles() throws IOException {
    return ClientConfig.load(
            LoadClientConfigOptions.newBuilder().setEnvOverrides(environment).build())
        .getProfiles();
  }

  private String fileName() {
    String file = environment.get(FILE);
    return isGiven(file) ? file : "temporal.toml of your configuration folder";
  }

  private void check() throws TemporalConnection.Unreachable {
    if (!isConfigured() && (hasTls() || hasApiKey())) {
      throw new TemporalConnection.Unreachable(
          "Your configuration has %s, and no address that it is for. Set %s too, such as my-namespace.a1b2c.tmprl.cloud:7233; or take it out, for the embedded Temporal."
              .formatted(hasApiKey() ? "an API key" : "settings of TLS", ADDRESS),
          null);
    }
    if (isConfigured() && !HOST_AND_PORT.matcher(target()).matches()) {
      throw new TemporalConnection.Unreachable(
          "%s is a host and a port, such as 127.0.0.1:7233, not \"%s\". Correct it."
              .formatted(addressName(), target()),
          null);
    }
    if (hasTls()) {
      TlsFiles.check(profile.getTls());
    }
  }

  private static boolean isGiven(String text) {
    return text != null && !text.isBlank();
  }

  /** Whether an address is configured; else the local one is meant. */
  boolean isConfigured() {
    return isGiven(profile.getAddress());
  }

  /** Host and port. */
  String target() {
    return isConfigured() ? profile.getAddress().strip() : LocalPort.address(localPort);
  }

  /** The host alone. */
  String host() {
    return target().substring(0, target().lastIndexOf(':'));
  }

  /** The port on loopback where the embedded server is, or would be. */
  int localPort() {
    return localPort;
  }

  /** What names the address. */
  String addressName() {
    if (!isConfigured()) {
      return LocalPort.VARIABLE;
    }
    return isGiven(environment.get(ADDRESS)) ? ADDRESS : "The address in " + fileName();
  }

  /** How to mend an address where something else is than Temporal. */
  String fixOfAddress() {
    return isConfigured()
        ? "Correct the address ("
            + (isGiven(environment.get(ADDRESS)) ? ADDRESS : "in " + fileName())
            + ")."
        : "End that, or set " + LocalPort.VARIABLE + " to a free port, in every terminal.";
  }

  boolean hasApiKey() {
    return isGiven(profile.getApiKey());
  }

  /** Whether the connection is to be encrypted because of settings of TLS. */
  boolean hasTls() {
    ClientConfigTLS tls = profile.getTls();
    return tls != null && !Boolean.TRUE.equals(tls.isDisabled());
  }

  boolean hasClientCertificate() {
    ClientConfigTLS tls = profile.getTls();
    return tls != null
        && (isGiven(tls.getClientCertPath())
            || tls.getClientCertData() != null && tls.getClientCertData().length > 0);
  }

  /** The namespace. */
  String namespace() {
    return clientOptions().getNamespace();
  }

  WorkflowClientOptions clientOptions() {
    return WorkflowClientOptions.newBuilder(profile.toWorkflowClientOptions())
        .validateAndBuildWithDefaults();
  }

  /** How to reach it. */
  WorkflowServiceStubsOptions.Builder stubsOptions() throws TemporalConnection.Unreachable {
    try {
      return WorkflowServiceStubsOptions.newBuilder(profile.toWorkflowServiceStubsOptions())
          .setTarget(target());
    } catch (RuntimeException e) {
      throw new TemporalConnection.Unreachable(
          "The settings of TLS cannot be used: "
              + TemporalConnection.oneLine(e)
              + ". Look at your TEMPORAL_TLS_… variables and the files that they name.",
          e);
    }
  }
}
