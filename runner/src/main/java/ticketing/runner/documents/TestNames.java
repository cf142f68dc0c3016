package ticketing.runner.documents;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;

/**
 * The tests that documents name, such as those that catch a wrong answer. A test's name is a
 * sentence of at least four words with underscores between, and nothing else in the documents looks
 * like that.
 */
public final class TestNames {
  private static final Pattern NAME = Pattern.compile("\\b[a-z0-9]+(?:_[a-z0-9]+){3,}\\b");
  private static final Pattern METHOD = Pattern.compile("\\bvoid (\\w+)\\(");

  private TestNames() {}

  /**
   * Looks for all that are named.
   *
   * @param unknown gets those that are no test, a line each
   * @return how many are named
   */
  public static int find(Workshop workshop, List<String> unknown) {
    Set<String> tests = tests(workshop);
    int[] count = {0};
    Markdown.documents(workshop)
        .forEach(
            markdown -> {
              for (int i = 0; i < markdown.prose().size(); i++) {
                Matcher name = NAME.matcher(markdown.prose().get(i));
                while (name.find()) {
                  count[0]++;
                  if (!tests.contains(name.group())) {
                    unknown.add(
                        "%s:%d: there is no test %s"
                            .formatted(markdown.file(), i + 1, name.group()));
                  }
                }
              }
            });
    return count[0];
  }

  private static Set<String> tests(Workshop workshop) {
    List<Path> folders = new ArrayList<>();
    folders.add(workshop.root().resolve("testkit/src/main/java"));
    workshop.stages().forEach(stage -> folders.add(stage.solution().resolve("src/test/java")));
    Set<String> tests = new HashSet<>();
    for (Path folder : folders) {
      for (Path file : Stage.filesIn(folder)) {
        Matcher method = METHOD.matcher(Stage.text(folder.resolve(file)));
        while (method.find()) {
          tests.add(method.group(1));
        }
      }
    }
    return tests;
  }
}
