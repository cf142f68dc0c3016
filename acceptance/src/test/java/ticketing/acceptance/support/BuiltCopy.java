package ticketing.acceptance.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import ticketing.runner.setup.verify.PristineCopy;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;

/** A pristine copy of the workshop in which commands can be typed at once. */
public final class BuiltCopy {
  private static final List<String> MODULES =
      List.of("ticket-system", "orders", "testkit", "runner");

  private BuiltCopy() {}

  /**
   * Makes one in a temporary folder. It takes over what the launcher has built here; the launcher
   * of the copy builds again only if that is out of date.
   */
  public static Path of(Workshop workshop) throws IOException, InterruptedException {
    Path root = workshop.root();
    Path copy = PristineCopy.of(workshop);
    Path stamp = Path.of("runner/target/workshop.built");
    if (Files.exists(root.resolve(stamp))) {
      for (String module : MODULES) {
        Path classes = Path.of(module, "target/classes");
        PristineCopy.copyTree(root.resolve(classes), copy.resolve(classes));
      }
      Path classPath = Path.of("runner/target/runtime.classpath");
      PristineCopy.write(
          copy.resolve(classPath),
          Stage.text(root.resolve(classPath)).replace(root.toString(), copy.toString()));
      Files.copy(
          root.resolve(stamp), copy.resolve(stamp), StandardCopyOption.COPY_ATTRIBUTES);
    }
    Shell.Output built = Shell.workshop(copy, Map.of(), "--version");
    assertThat(built.exitCode()).as(built.tail(40)).isZero();
    return copy;
  }
}
