package ticketing.runner.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.TemporaryWorkshop;
import ticketing.runner.stages.TemporaryWorkshop.Result;
import ticketing.runner.stages.TestVerdict;
import ticketing.runner.stages.Verdict;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.ProcessLock;
import ticketing.runner.util.Shell;
import ticketing.testkit.Ring;

class BackupCommandsTest {
  private static final String FIRST = "exercises/01-first/";
  private static final String SECOND = "exercises/02-second/";
  private static final String CODE = TemporaryWorkshop.CODE;
  private static final String TEST = TemporaryWorkshop.TEST;

  @TempDir private Path folder;
  private Path root;
  private TemporaryWorkshop workshop;

  @BeforeEach
  void create() throws Exception {
    root = Files.createDirectory(folder.resolve("workshop"));
    workshop = new TemporaryWorkshop(root, "01-first", "02-second", "03-third");
  }

  @AfterEach
  void close() {
    workshop.close();
  }

  private Result reset(String stage) {
    return workshop.run("reset", stage);
  }

  private Result catchUp(String stage) {
    return workshop.run("catch-up", stage);
  }

  private Result restore(String... name) {
    return workshop.run("restore", name);
  }

  /** Returns the files with their content, decoded as ISO 8859-1 so that no byte is lost. */
  private Map<String, String> contents(String of) throws Exception {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root.resolve(of))) {
      for (Path file : files.toList()) {
        if (Files.isRegularFile(file)) {
          contents.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
    }
    return contents;
  }

  private List<String> backups() throws Exception {
    if (!Files.exists(root.resolve(".workshop/backups"))) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(root.resolve(".workshop/backups"))) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void reset_keeps_every_byte_and_restore_brings_it_back() throws Exception {
    Map<String, String> shipped = contents(FIRST);
    workshop.write(FIRST + CODE, "class A {\r\n  int mine;\r\n}\r\n");
    Files.write(
        workshop.write(FIRST + "src/main/java/deep/Helper.java", ""), new byte[] {0, -1, -2, 13});
    workshop.write(FIRST + TEST, "class ATest { /* edited */ }\n");
    Map<String, String> edited = contents(FIRST);

    Result reset = reset("01");
    assertThat(reset.exitCode()).isZero();
    assertThat(contents(FIRST)).isEqualTo(shipped);
    assertThat(backups()).hasSize(1);
    assertThat(backups().get(0)).matches("\\d{4}-\\d\\d-\\d\\d-\\d{6}-\\d{3}-01-first-reset");
    assertThat(reset.text())
        .contains("./workshop restore " + backups().get(0))
        .contains("removed: src/main/java/deep/Helper.java", "written: " + CODE)
        .contains("Next: exercises/01-first/README.md");

    assertThat(restore(backups().get(0)).exitCode()).isZero();
    assertThat(contents(FIRST)).isEqualTo(edited);
  }

  @Test
  void a_restore_can_be_undone() throws Exception {
    workshop.write(FIRST + CODE, "one");
    reset("01");
    workshop.write(FIRST + CODE, "two");
    workshop.write(FIRST + "src/main/java/Helper.java", "class Helper {}");
    Map<String, String> edited = contents(FIRST);
    restore("1");
    assertThat(root.resolve(FIRST + CODE)).hasContent("one");
    assertThat(root.resolve(FIRST + "src/main/java/Helper.java")).doesNotExist();
    restore("last");
    assertThat(contents(FIRST)).isEqualTo(edited);
  }

  @Test
  void an_exercise_with_other_line_ends_is_unchanged() throws Exception {
    workshop.write(FIRST + CODE, "class A {}\r\n");
    workshop.write(FIRST + "src/main/java/.A.java.swp", "an editor's");
    workshop.write(FIRST + "src/main/java/A.java~", "an editor's");
    Map<String, String> before = contents(FIRST);
    Result reset = reset("01");
    assertThat(reset.exitCode()).isZero();
    assertThat(reset.text()).contains("Nothing was changed");
    assertThat(contents(FIRST)).isEqualTo(before);
    assertThat(backups()).isEmpty();
  }

  @Test
  void an_editors_own_files_stay() throws Exception {
    workshop.write(FIRST + CODE, "mine");
    Path swap = workshop.write(FIRST + "src/main/java/.A.java.swp", "an editor's");
    reset("01");
    restore("last");
    assertThat(swap).hasContent("an editor's");
    assertThat(root.resolve(FIRST + CODE)).hasContent("mine");
  }

  @Test
  void deleted_files_come_back_with_the_pom() throws Exception {
    Map<String, String> shipped = contents(FIRST);
    for (String file : List.of(CODE, TEST, "pom.xml")) {
      Files.delete(root.resolve(FIRST + file));
    }
    Result reset = reset("01");
    assertThat(reset.exitCode()).isZero();
    assertThat(reset.text()).contains("you have no code to back up", "written: pom.xml");
    assertThat(contents(FIRST)).isEqualTo(shipped);
    assertThat(backups()).isEmpty();
  }

  @Test
  void an_edited_pom_is_backed_up_too() throws Exception {
    workshop.write(FIRST + "pom.xml", "<project/>");
    Map<String, String> edited = contents(FIRST);
    reset("01");
    assertThat(root.resolve(FIRST + "pom.xml")).hasContent("");
    restore("last");
    assertThat(contents(FIRST)).isEqualTo(edited);
  }

  @Test
  void a_backup_without_a_pom_leaves_the_exercise_one() throws Exception {
    workshop.write(".workshop/backups/2026-11-25-101530-123-01-first-reset/" + CODE, "mine");
    restore("last");
    assertThat(root.resolve(FIRST + CODE)).hasContent("mine");
    assertThat(root.resolve(FIRST + "pom.xml")).exists();
  }

  @Test
  void links_are_refused_because_they_may_lead_outside() throws Exception {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Path file = Files.writeString(outside.resolve("ATest.java"), "outside");
    Files.delete(root.resolve(FIRST + TEST));
    Files.delete(root.resolve(FIRST + "src/test/java"));
    assumeThat(canLink(root.resolve(FIRST + "src/test/java"), outside)).isTrue();
    assertLinkRefused("src/test/java", file);

    Files.move(root.resolve(FIRST + "src"), folder.resolve("moved"));
    assumeThat(canLink(root.resolve(FIRST + "src"), outside)).isTrue();
    assertLinkRefused("src", file);
  }

  private void assertLinkRefused(String link, Path outside) {
    Result reset = reset("01");
    assertThat(reset.exitCode()).isEqualTo(1);
    assertThat(reset.text()).contains(Path.of(link) + " is a link");
    assertThat(outside).hasContent("outside");
  }

  @Test
  void what_a_killed_command_left_is_removed() throws Exception {
    String random = UUID.randomUUID().toString();
    List<Path> left =
        List.of(
            workshop.write(".workshop/backups/.part/A", ""),
            workshop.write(FIRST + "src/main/java/.A.java." + random + ".new", "class"),
            workshop.write(FIRST + ".pom.xml." + random + ".new", ""));
    workshop.write(FIRST + CODE, "mine");
    reset("01");
    assertThat(left).allSatisfy(file -> assertThat(file).doesNotExist());
    assertThat(backups()).hasSize(1);
  }

  private static boolean canLink(Path link, Path to) {
    try {
      Files.createSymbolicLink(link, to);
      return true;
    } catch (Exception e) {
      // On Windows, only some users may create symbolic links.
      assertThat(Shell.WINDOWS).as(e.toString()).isTrue();
      return false;
    }
  }

  @Test
  void nothing_changes_without_a_backup() throws Exception {
    workshop.write(FIRST + CODE, "mine");
    workshop.write(FIRST + "src/main/java/Helper.java", "class Helper {}");
    workshop.write(".workshop/backups", "a file where a folder has to be");
    Map<String, String> edited = contents(FIRST);
    Result reset = reset("01");
    assertThat(reset.exitCode()).isEqualTo(1);
    assertThat(reset.text()).contains("Cannot back up your code", "Nothing was changed");
    assertThat(contents(FIRST)).isEqualTo(edited);
  }

  @Test
  void a_partial_failure_names_the_command_to_undo_it() throws Exception {
    // No system replaces a folder that is not empty with a file.
    Files.delete(root.resolve(FIRST + CODE));
    Path obstacle = workshop.write(FIRST + CODE + "/.hidden", "");
    Path helper = workshop.write(FIRST + "src/main/java/Helper.java", "class Helper {}");
    Result reset = reset("01");
    assertThat(reset.exitCode()).isEqualTo(1);
    assertThat(helper).doesNotExist();
    assertThat(reset.text())
        .contains(
            "Cannot change",
            "removed: src/main/java/Helper.java",
            "Only the files listed above were changed.")
        .contains("./workshop restore " + backups().get(0));
    assertThat(restore(backups().get(0)).exitCode()).isZero();
    assertThat(helper).hasContent("class Helper {}");
    assertThat(obstacle).exists();
  }

  @Test
  void catch_up_solves_only_the_exercises_before() throws Exception {
    workshop.write(FIRST + CODE, "mine");
    workshop.write(SECOND + "src/main/java/Helper.java", "class Helper { does not compile }");
    workshop.write("exercises/03-third/" + CODE, "mine too");
    Map<String, String> edited = contents("exercises");
    Result caughtUp = catchUp("03");
    assertThat(caughtUp.exitCode()).isZero();
    assertThat(contents("exercises/01-first/src").values())
        .containsExactlyElementsOf(contents("solutions/01-first/src").values());
    assertThat(contents("exercises/02-second/src").values())
        .containsExactlyElementsOf(contents("solutions/02-second/src").values());
    assertThat(root.resolve("exercises/03-third/" + CODE)).hasContent("mine too");
    assertThat(backups()).hasSize(2);
    assertThat(caughtUp.text())
        .contains("restore " + backups().get(0), "restore " + backups().get(1))
        .contains("Next: exercises/03-third/README.md");
    assertThat(catchUp("03").text()).contains("01-first already has the solution");
    backups().forEach(this::restore);
    assertThat(contents("exercises")).isEqualTo(edited);
  }

  @Test
  void catch_up_keeps_your_own_solutions() throws Exception {
    workshop.write(FIRST + CODE, "class A { /* my own way */ }");
    workshop.write(SECOND + CODE, "class A { /* half done */ }");
    saveVerdict("01", true);
    saveVerdict("02", false);
    assertThat(catchUp("03").text())
        .contains("01-first is solved by your own code")
        .contains("02-second now has the solution");
    assertThat(root.resolve(FIRST + CODE)).hasContent("class A { /* my own way */ }");
    assertThat(root.resolve(SECOND + CODE)).content().contains("int solved;");
  }

  private void saveVerdict(String number, boolean passed) {
    Stage stage = workshop.stage(number);
    TestVerdict test = new TestVerdict("test", "a test", Ring.CORE, passed, "", "");
    try (StageVerdicts verdicts = new StageVerdicts(CommandContext.ofProcess())) {
      verdicts.save(stage, stage.fingerprint(), Verdict.of(List.of(test)));
    }
  }

  @Test
  void catch_up_with_the_first_exercise_changes_nothing() {
    Result caughtUp = catchUp("01");
    assertThat(caughtUp.exitCode()).isZero();
    assertThat(caughtUp.text()).contains("no exercise before 01-first");
  }

  @Test
  void a_second_command_at_the_same_time_is_refused() throws Exception {
    workshop.write(FIRST + CODE, "mine");
    reset("01");
    workshop.write(FIRST + CODE, "mine, again");
    try (ProcessLock other = ProcessLock.take(root.resolve(".workshop/lock")).orElseThrow()) {
      for (Result result : List.of(reset("01"), catchUp("02"), restore("last"))) {
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.text()).contains("Another reset, catch-up or restore is running");
      }
    }
    assertThat(root.resolve(FIRST + CODE)).hasContent("mine, again");
    assertThat(reset("01").exitCode()).isZero();
  }

  @Test
  void restore_lists_the_newest_backup_first() throws Exception {
    for (int i = 1; i <= 3; i++) {
      workshop.write(FIRST + CODE, "mine " + i);
      reset("01");
    }
    assertThat(restore().text().lines().toList())
        .hasSize(1 + 3 + 1)
        .anyMatch(line -> line.matches(" +3 +\\d{4}-\\d\\d-\\d\\d [0-9:]{8} +01-first +reset"));
    restore("3");
    assertThat(root.resolve(FIRST + CODE)).hasContent("mine 1");
  }

  @Test
  void restore_takes_an_exercise_for_its_last_backup() throws Exception {
    workshop.write(FIRST + CODE, "mine");
    reset("01");
    workshop.write(SECOND + CODE, "mine, too");
    reset("02");
    restore("01");
    assertThat(root.resolve(FIRST + CODE)).hasContent("mine");
    assertThat(restore("03").text()).contains("no backup \"03\"");
  }

  @Test
  void other_folders_are_not_listed_as_backups() throws Exception {
    assertThat(restore().exitCode()).isEqualTo(1);
    assertThat(restore().text()).contains("no backups yet");
    assertThat(restore("last").text()).contains("no backup \"last\"");
    workshop.write(".workshop/backups/2026-99-99-101530-123-01-first-reset/src/A", "");
    workshop.write(".workshop/backups/2026-11-25-101530-123-01-first-reset", "a file");
    workshop.write(".workshop/backups/my own/src/A", "");
    assertThat(restore().text()).contains("no backups yet");
    workshop.write(FIRST + CODE, "mine");
    reset("01");
    Result nonsense = restore("../nonsense");
    assertThat(nonsense.exitCode()).isEqualTo(2);
    assertThat(nonsense.text()).contains("no backup \"../nonsense\"", "./workshop restore.");
  }
}
