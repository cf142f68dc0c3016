package ticketing.runner.study.board;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.TestVerdict;
import ticketing.runner.stages.Verdict;
import ticketing.runner.stages.Workshop;
import ticketing.runner.study.progress.Journey;
import ticketing.runner.study.progress.Standing;
import ticketing.runner.study.progress.VerdictText;
import ticketing.runner.util.CommandContext;

/** {@code ./workshop}: the board. */
@Command(name = "board", description = "Show where you are, and what is next.")
public final class BoardCommand implements Runnable {
  private final CommandContext context;

  /** In this context. */
  public BoardCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public void run() {
    Workshop workshop = Workshop.of(context);
    try (Standing standing = new Standing(workshop, context)) {
      Journey journey = new Journey(workshop, standing);
      Stage current = journey.current();
      StringBuilder board = new StringBuilder();
      for (Stage stage : workshop.stages()) {
        board.append(row(stage, journey.verdict(stage), stage == current));
      }
      context.out().print(board.append('\n'));
      context.out().print(new WhatIsNext(journey).text());
    }
  }

  private static String row(Stage stage, Optional<Verdict> verdict, boolean current) {
    String begin = "%s %-28s".formatted(current ? "▸" : " ", stage);
    String mark = stage.editedBesides().isEmpty() ? "" : "   ! edited: " + names(stage);
    return begin + verdict.map(BoardCommand::standing).orElse("not begun") + mark + "\n";
  }

  private static String names(Stage stage) {
    return stage.editedBesides().stream()
        .map(file -> file.getFileName().toString())
        .collect(Collectors.joining(", "));
  }

  private static String standing(Verdict verdict) {
    if (!verdict.problem().isEmpty()) {
      return "does not run yet";
    }
    return part("core", verdict.core())
        + (verdict.stretch().isEmpty() ? "" : "   " + part("stretch", verdict.stretch()));
  }

  private static String part(String name, List<TestVerdict> tests) {
    String marks = tests.stream().map(VerdictText::mark).collect(Collectors.joining());
    return name + " " + marks + " " + VerdictText.count(tests);
  }
}
