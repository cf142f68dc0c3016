package ticketing.runner.study.board;

import picocli.CommandLine.Command;
import ticketing.runner.stages.Workshop;
import ticketing.runner.study.progress.Journey;
import ticketing.runner.study.progress.Standing;

/** {@code ./workshop next}. */
@Command(name = "next", description = "Say what is next for you, and how to begin with it.")
public final class NextCommand implements Runnable {

  @Override
  public void run() {
    Workshop workshop = Workshop.here();
    try (Standing standing = new Standing(workshop)) {
      System.out.print(new WhatIsNext(new Journey(workshop, standing)).text());
    }
  }
}
