package ticketing.runner.pictures;

import picocli.CommandLine.Command;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.SafeFile;

/**
 * {@code ./workshop pictures}: for maintainers. What it draws is to be looked at, and committed.
 */
@Command(
    name = "pictures",
    description =
        "For maintainers: draw the timelines in resources/ anew, from what happens to the solutions.")
public final class PicturesCommand implements Runnable {

  @Override
  public void run() {
    Workshop workshop = Workshop.here();
    Pictures.draw(workshop)
        .forEach(
            (file, text) -> {
              SafeFile.write(file, text);
              System.out.println(workshop.root().relativize(file));
            });
  }
}
