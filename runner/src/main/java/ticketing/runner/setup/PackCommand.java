package ticketing.runner.setup;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.AtomicFiles;
import ticketing.runner.util.Shell;
import ticketing.runner.util.UsageException;
import ticketing.runner.util.WithContext;
import ticketing.testkit.TemporaryFolder;

/** {@code ./workshop pack}: a ZIP for computers without a network. */
@Command(
    name = "pack",
    description = {
      "Pack the workshop into a ZIP that needs a JDK and no network.",
      "In it are the original exercises, Maven, and the libraries that the workshop needs. Your code"
          + " and your tickets are not."
    })
public final class PackCommand extends WithContext implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Pattern MAVEN_HOME = Pattern.compile("(?m)^Maven home: (.+)$");

  /** Takes everything from the repository of this machine. */
  private static final String SETTINGS =
      """
      <settings>
        <mirrors>
          <mirror>
            <id>this-machine</id>
            <mirrorOf>*</mirrorOf>
            <url>%s</url>
          </mirror>
        </mirrors>
      </settings>
      """;

  private static final String WRAPPER =
      "#!/bin/sh\nexec \"$(dirname \"$0\")/" + Doctor.PACKED + "/maven/bin/mvn\" \"$@\"\n";

  private static final String WINDOWS_WRAPPER =
      "@call \"%~dp0" + Doctor.PACKED + "\\maven\\bin\\mvn.cmd\" %*\r\n";

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      defaultValue = "workshop.zip",
      description = "The ZIP to write; default: ${DEFAULT-VALUE}.")
  private Path file;

  @Override
  public Integer call() throws InterruptedException {
    Path zip = context.resolve("FILE", file);
    if (Files.exists(zip)) {
      throw new UsageException("%s exists. Name another file, or delete it.", zip);
    }
    try {
      Path folder = PristineCopy.of(Workshop.of(context));
      Path offline = Files.createDirectories(folder.resolve(Doctor.PACKED));
      context.out().print("Libraries and plugins … ");
      copyLibraries(offline.resolve("repository"));
      context.out().print("Maven … ");
      PristineCopy.copyTree(mavenHome(), offline.resolve("maven"));
      Files.writeString(folder.resolve("mvnw"), WRAPPER);
      Files.writeString(folder.resolve("mvnw.cmd"), WINDOWS_WRAPPER);
      Files.writeString(
          folder.resolve(".mvn/maven.config"),
          "-o\n-Dmaven.repo.local=" + Doctor.PACKED + "/repository\n",
          StandardOpenOption.APPEND);
      context.out().println("ZIP …");
      write(folder, zip);
      context.print("%s, %d MiB. ", zip, Files.size(zip) >> 20);
      context.out().println("Unpack it anywhere, and type ./workshop in its folder.");
      return 0;
    } catch (IOException e) {
      throw UsageException.failure("Cannot write " + zip + ": " + AtomicFiles.reason(e));
    }
  }

  /** Lets Maven fetch what the workshop needs from this machine's repository. */
  private void copyLibraries(Path repository) throws IOException, InterruptedException {
    Path settings = TemporaryFolder.create("workshop-pack").resolve("settings.xml");
    Path own =
        context.resolve(
            "<localRepository>", Doctor.localRepository(context.root(), context.environment()));
    Files.writeString(settings, SETTINGS.formatted(own.toUri()));
    Shell.Output output =
        PrefetchCommand.build(
            context, LIMIT, "-s", settings.toString(), "-Dmaven.repo.local=" + repository);
    if (output.exitCode() != 0) {
      throw UsageException.failure(
          "%s. Fetch what is missing, and try again: ./workshop prefetch",
          Doctor.mavenError(output.text()));
    }
    // Maven would not use files that it knows to be from a mirror.
    for (Path file : Stage.filesIn(repository)) {
      if (file.endsWith("_remote.repositories")) {
        Files.delete(repository.resolve(file));
      }
    }
  }

  private Path mavenHome() throws IOException, InterruptedException {
    Shell.Output output = PrefetchCommand.wrapperVersion(context, LIMIT);
    Matcher home = MAVEN_HOME.matcher(output.text());
    if (!home.find()) {
      throw UsageException.failure(
          "%s. Fetch the wrapper's Maven, and try again: ./workshop prefetch",
          Doctor.mavenError(output.text()));
    }
    return Path.of(home.group(1).strip());
  }

  /** Keeps the permissions of the files, which {@link java.util.zip.ZipOutputStream} does not. */
  private static void write(Path folder, Path zip) throws IOException {
    Map<String, String> options = Map.of("create", "true", "enablePosixFileAttributes", "true");
    try (FileSystem archive = FileSystems.newFileSystem(zip, options)) {
      Path packed = archive.getPath("/idempotence-by-validation");
      PristineCopy.copyTree(folder, packed);
      for (String program : List.of("workshop", "mvnw", Doctor.PACKED + "/maven/bin/mvn")) {
        Files.setPosixFilePermissions(
            packed.resolve(program), PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }
}
