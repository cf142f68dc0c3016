package ticketing.runner.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.StageCode;
import ticketing.runner.stages.StageTests;
import ticketing.runner.stages.Workshop;
import ticketing.runner.study.hint.HintFile;

/** Every test has its hints, and no hint says more or other than it should. */
final class HintFiles {
  private static final int FEWEST_HINTS = 3;
  private static final int MOST_LINES = 12;
  private static final int WIDEST = 80;

  /** A line number leads astray as soon as somebody has written a line. */
  private static final Pattern LINE_NUMBER = Pattern.compile("(?i)\\.java:\\d|\\blines? \\d");

  private static final Pattern SOLUTION = Pattern.compile("(?i)\\bsolutions?\\b");
  private static final Pattern LINK = Pattern.compile("\\]\\(|https?://");

  private HintFiles() {}

  static List<Check> checks(Workshop workshop) {
    List<Check> checks = new ArrayList<>();
    for (Stage stage : workshop.stages()) {
      checks.add(everyTestHasOneTask(stage));
      checks.add(hintsAreAsTheyShouldBe(stage));
    }
    checks.add(noHintTwice(workshop));
    return checks;
  }

  private static Check everyTestHasOneTask(Stage stage) {
    return new Check(
        stage + ": every test has hints, in one task",
        () -> {
          TreeSet<String> missing;
          try (StageCode code = StageCode.withTests(stage.solution())) {
            missing = new TreeSet<>(StageTests.names(code));
          }
          Check.require(!missing.isEmpty(), "there is no test");
          for (String test : HintFile.of(stage).tests()) {
            Check.require(missing.remove(test), test + " is no test, or stands in two tasks");
          }
          Check.require(missing.isEmpty(), "there are no hints for " + missing);
          return 1;
        });
  }

  private static Check hintsAreAsTheyShouldBe(Stage stage) {
    return new Check(
        stage + ": at least %d short hints for each task".formatted(FEWEST_HINTS),
        () -> {
          for (HintFile.Task task : HintFile.of(stage).tasks()) {
            int count = task.hints().size();
            Check.require(count >= FEWEST_HINTS, task.title() + ": only " + count);
            for (String hint : task.hints()) {
              requireGood(task.title() + ":\n" + hint, hint);
            }
          }
          return 1;
        });
  }

  private static void requireGood(String where, String hint) throws Check.Failed {
    List<String> lines = hint.lines().filter(line -> !line.startsWith("```")).toList();
    Check.require(
        lines.size() <= MOST_LINES, where + "\nhas more than %d lines".formatted(MOST_LINES));
    Check.require(
        lines.stream().allMatch(line -> line.length() <= WIDEST),
        where + "\nhas a line of more than %d characters".formatted(WIDEST));
    Check.require(!LINE_NUMBER.matcher(hint).find(), where + "\nnames a line by its number");
    Check.require(!SOLUTION.matcher(hint).find(), where + "\nspeaks of the solution too early");
    Check.require(!LINK.matcher(hint).find(), where + "\nhas a link");
  }

  private static Check noHintTwice(Workshop workshop) {
    return new Check(
        "no hint is given for two tasks",
        () -> {
          Map<String, String> tasks = new HashMap<>();
          for (Stage stage : workshop.stages()) {
            for (HintFile.Task task : HintFile.of(stage).tasks()) {
              for (String hint : task.hints()) {
                String before = tasks.put(words(hint), stage + ": " + task.title());
                Check.require(before == null, before + "\n" + stage + ": " + task.title());
              }
            }
          }
          return 1;
        });
  }

  private static String words(String hint) {
    return String.join(" ", Stream.of(hint.split("\\W+")).map(String::toLowerCase).toList());
  }
}
