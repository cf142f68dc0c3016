package ticketing.runner.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;
import ticketing.runner.documents.Demonstrations;
import ticketing.runner.documents.Excerpts;
import ticketing.runner.documents.Fence;
import ticketing.runner.documents.Links;
import ticketing.runner.documents.Markdown;
import ticketing.runner.documents.Recorder;
import ticketing.runner.documents.Recording;
import ticketing.runner.documents.Snippets;
import ticketing.runner.documents.TestNames;
import ticketing.runner.stages.Workshop;

/** What the Markdown shows is so. */
final class Documents {
  private Documents() {}

  /**
   * What can be seen without running anything.
   *
   * @param main the class of {@code ./workshop} itself, which knows the commands
   */
  static List<Check> checks(Workshop workshop, Supplier<CommandLine> main) {
    return List.of(
        new Check(
            "links in Markdown lead somewhere, anchors too",
            () -> {
              List<String> broken = new ArrayList<>();
              return none(broken, Links.follow(workshop, broken));
            }),
        new Check(
            "snippets: code in Markdown is code that is compiled and tested",
            () -> {
              List<String> lost = new ArrayList<>();
              return none(lost, Snippets.find(workshop, lost));
            }),
        new Check(
            "excerpts: what Markdown shows of a terminal is from a recorded run",
            () -> {
              Excerpts excerpts = Excerpts.of(workshop);
              return none(excerpts.lost(), excerpts.count());
            }),
        new Check(
            "every fence in Markdown is code, commands, an excerpt or a diagram",
            () -> {
              List<Fence> unknown = Markdown.fences(workshop, Fence.Shows.UNKNOWN);
              return none(
                  unknown.stream()
                      .map(fence -> fence.place() + ": no rule for " + fence.language())
                      .toList(),
                  1);
            }),
        new Check(
            "every section of demos.md is run by the commands that it prints",
            () -> {
              List<String> wrong = new ArrayList<>();
              return none(wrong, Demonstrations.of(workshop).check(wrong));
            }),
        new Check("commands in Markdown can be typed", () -> commands(workshop, main)),
        new Check(
            "tests that Markdown names are there",
            () -> {
              List<String> unknown = new ArrayList<>();
              return none(unknown, TestNames.find(workshop, unknown));
            }));
  }

  private static int none(List<String> wrong, int count) throws Check.Failed {
    Check.require(wrong.isEmpty(), String.join("\n", wrong));
    return count;
  }

  private static int commands(Workshop workshop, Supplier<CommandLine> main) throws Check.Failed {
    List<Fence> fences = new ArrayList<>(Markdown.fences(workshop, Fence.Shows.COMMANDS));
    fences.addAll(Markdown.inlineCode(workshop, "./workshop "));
    fences.addAll(Markdown.inlineCode(workshop, "mvn "));
    TypedCommand typed = new TypedCommand(workshop, main.get());
    List<String> wrong = new ArrayList<>();
    int count = 0;
    for (Fence fence : fences) {
      for (String line : fence.lines()) {
        typed
            .problem(line)
            .ifPresent(problem -> wrong.add(fence.place() + ": " + line + "\n  " + problem));
        count++;
      }
    }
    return none(wrong, count);
  }

  /** Runs again what was recorded; what the documents show of it has to come again. */
  static List<Check> ofNewRuns(Workshop workshop, Path copy) {
    Excerpts excerpts = Excerpts.of(workshop);
    return excerpts.recordings().stream()
        .filter(Recording::isRunAgain)
        .map(
            recording ->
                new Check(
                    "excerpts of " + recording.words() + " are as in a new run",
                    () -> runAgain(excerpts, recording, copy)))
        .toList();
  }

  /** Once more if need be: in real time a busy computer keeps no terms of service. */
  private static int runAgain(Excerpts excerpts, Recording recording, Path copy) throws Exception {
    Recorder recorder = new Recorder(copy);
    Recording again = recorder.again(recording);
    if (recording.isUnlike() || excerpts.missingIn(again).isEmpty()) {
      return 1;
    }
    return none(excerpts.missingIn(recorder.again(recording)), 1);
  }
}
