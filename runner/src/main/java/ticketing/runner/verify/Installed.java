package ticketing.runner.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import ticketing.runner.util.Shell;

/** Programs that a check needs: where Debian's packages can be installed, they are. */
final class Installed {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private Installed() {}

  /**
   * Sees to it that they are there.
   *
   * @throws Check.Failed if they are not, and cannot be installed
   */
  static void require(Path folder, BooleanSupplier isThere, String... packages) throws Exception {
    if (isThere.getAsBoolean()) {
      return;
    }
    List<String> install = new ArrayList<>(List.of("apt-get", "install", "-y"));
    install.addAll(List.of(packages));
    try {
      Shell.run(folder, Map.of(), LIMIT, List.of("apt-get", "update"));
      Shell.run(folder, Map.of("DEBIAN_FRONTEND", "noninteractive"), LIMIT, install);
    } catch (IOException e) {
      throw new Check.Failed(
          "Missing here, and no apt-get to install it with: install "
              + String.join(", ", packages));
    }
    Check.require(
        isThere.getAsBoolean(),
        "Missing here, and apt-get did not install it: install " + String.join(", ", packages));
  }
}
