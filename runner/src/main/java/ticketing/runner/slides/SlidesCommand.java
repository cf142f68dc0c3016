package ticketing.runner.slides;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ticketing.runner.stages.Workshop;

/** {@code ./workshop slides}: for maintainers. What it writes is to be looked at, and committed. */
@Command(
    name = "slides",
    description =
        "For maintainers: build the deck, which needs Node and Chromium, or print its minute plan.")
public final class SlidesCommand implements Callable<Integer> {
  @Option(names = "--plan", description = "Print the minutes of each slide, and what they make.")
  private boolean plan;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Workshop workshop = Workshop.here();
    Path folder = workshop.root().resolve(Deck.FOLDER);
    if (plan) {
      return printPlan(folder);
    }
    List<Path> written = new DeckBuild(folder).run();
    written.forEach(file -> System.out.println(workshop.root().relativize(file)));
    if (written.isEmpty()) {
      System.out.println("The deck is up to date.");
    }
    return 0;
  }

  private static int printPlan(Path folder) {
    MinutePlan plan = new MinutePlan(Deck.in(folder), Schedule.in(folder));
    System.out.println(plan.text());
    List<String> problems = plan.problems();
    problems.forEach(problem -> System.out.println("✗ " + problem));
    return problems.isEmpty() ? 0 : 1;
  }
}
