package ticketing.runner.study.board;

import picocli.CommandLine.Command;
import ticketing.runner.stages.Workshop;
import ticketing.runner.study.progress.Journey;
import ticketing.runner.study.progress.Standing;
import ticketing.runner.util.CommandContext;

/** {@code ./workshop next}. */
@Command(name = "next", description = "Say what is next for you, and how to begin with it.")
public final class NextCommand implements Runnable {
  private final CommandContext context;

  /** In this context. */
  public NextCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public void run() {
    Workshop workshop = Workshop.of(context);
    try (Standing standing = new Standing(workshop, context)) {
      context.out().print(new WhatIsNext(new Journey(workshop, standing)).text());
    }
  }
}
