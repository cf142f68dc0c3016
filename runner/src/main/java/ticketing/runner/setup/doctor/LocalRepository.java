package ticketing.runner.setup.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ticketing.runner.util.CommandContext;

/** Where Maven and its wrapper keep what they have fetched. */
final class LocalRepository {
  private static final Pattern OPTION =
      Pattern.compile("-Dmaven\\.repo\\.local=(?:\"([^\"]+)\"|(\\S+))");
  private static final Pattern SETTING =
      Pattern.compile("<localRepository>\\s*([^<]+?)\\s*</localRepository>");
  private static final Pattern DISTRIBUTION = Pattern.compile("/([^/]+)-bin\\.zip");

  private LocalRepository() {}

  /** Maven's folder of what it has fetched. */
  static Path folder(CommandContext context) throws IOException {
    return context.resolve(configuredFolder(context));
  }

  private static Path configuredFolder(CommandContext context) throws IOException {
    Matcher option =
        OPTION.matcher(context.variable("MAVEN_OPTS") + " " + context.variable("MAVEN_ARGS"));
    if (option.find()) {
      return Path.of(option.group(1) == null ? option.group(2) : option.group(1));
    }
    Matcher setting = SETTING.matcher(settings());
    return setting.find()
        ? Path.of(
            setting
                .group(1)
                .replace("${user.home}", userHome().toString())
                .replace("${env.HOME}", context.variable("HOME")))
        : userHome().resolve(".m2").resolve("repository");
  }

  /** Maven's settings of whoever works here, comments left out; empty if there are none. */
  static String settings() throws IOException {
    Path file = userHome().resolve(".m2").resolve("settings.xml");
    return Files.exists(file) ? Files.readString(file).replaceAll("(?s)<!--.*?-->", "") : "";
  }

  /** Maven asks Java for it, the wrapper asks the environment. */
  private static Path userHome() {
    return Path.of(System.getProperty("user.home"));
  }

  /** The Maven that the wrapper of this workshop has fetched; empty if it has not. */
  static Optional<Path> wrappersMaven(CommandContext context) throws IOException {
    String named = context.variable("MAVEN_USER_HOME");
    Path user = named.isEmpty() ? context.home().resolve(".m2") : Path.of(named);
    Path distribution =
        user.resolve("wrapper").resolve("dists").resolve(wrappersVersion(context.root()));
    if (!Files.isDirectory(distribution)) {
      return Optional.empty();
    }
    try (var builds = Files.list(distribution)) {
      return builds.filter(build -> Files.exists(build.resolve("bin").resolve("mvn"))).findFirst();
    }
  }

  /** Such as {@code apache-maven-3.9.16}. */
  static String wrappersVersion(Path root) throws IOException {
    Path properties = root.resolve(".mvn/wrapper/maven-wrapper.properties");
    Matcher distribution = DISTRIBUTION.matcher(Files.readString(properties));
    if (!distribution.find()) {
      throw new IOException(properties + " names no distribution. Restore it from Git.");
    }
    return distribution.group(1);
  }
}
