package ticketing.runner.documents;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.UsageException;

/**
 * The demonstrations of {@code demos.md}: each section is one. It is run by the commands that it
 * prints, in their order, and by steps that a reader does not see: comments of one line each.
 *
 * <ul>
 *   <li>{@code <!-- goes on -->} below a command: it goes on, in a terminal of its own.
 *   <li>{@code <!-- $ STEP -->}: what {@link TypedCommands} can do besides commands, such as {@code
 *       <!-- $ kill -9 %1 -->}, where the text says what somebody does then.
 *   <li>{@code <!-- $ patch FILE -->} below a {@code diff}: makes this change in the file.
 *   <li>{@code <!-- expects … -->}: what has to be true then, as {@link Expectation} says. A
 *       command that ends has to end with exit code 0, unless {@code expects exit} stands below it.
 * </ul>
 *
 * <p>What came of it is kept as a {@link Recording}, in {@code recordings/demos}, with the name of
 * the section's anchor.
 */
public final class Demonstrations {
  /** Where they are printed. */
  static final Path FILE = Path.of("demos.md");

  private static final String RECORDINGS = "runner/src/test/recordings/demos";
  private static final Pattern HEADING = Pattern.compile("## +(.*)");
  private static final Pattern COMMENT = Pattern.compile("\\s*<!-- (.*) -->\\s*");
  private static final String HIDDEN = "$ ";
  private static final String PATCH = "patch ";

  /** Such a step is nothing that somebody types. */
  static final String EXPECTS = "expects ";

  private static final String EXIT = "expects exit ";

  /** One section. */
  private static final class Section {
    private final String anchor;
    private final int line;
    private final List<String> steps = new ArrayList<>();
    private final List<Fence> changes = new ArrayList<>();
    private boolean expectsSomething;

    Section(String heading, int line) {
      this.anchor = Links.anchor(heading);
      this.line = line;
    }
  }

  private final Workshop workshop;
  private final List<Section> sections;

  private Demonstrations(Workshop workshop) {
    this.workshop = workshop;
    this.sections = sections(workshop.root());
  }

  /** Those of the workshop. */
  public static Demonstrations of(Workshop workshop) {
    return new Demonstrations(workshop);
  }

  /**
   * A recording for each, with the commands that the document has now, to be run again. What it
   * says before its first command it has from the one that is there already, if one is.
   */
  public List<Recording> scripts() {
    return sections.stream().map(this::script).toList();
  }

  private Recording script(Section section) {
    Path file = file(section.anchor);
    List<String> head =
        Files.exists(file)
            ? new Recording(file, Stage.text(file).lines().toList()).head()
            : List.of();
    return new Recording(
        file, Stream.concat(head.stream(), section.steps.stream().map(Recording::typed)).toList());
  }

  private Path file(String anchor) {
    return workshop.root().resolve(RECORDINGS).resolve(anchor + ".txt");
  }

  /** Whether a recording is one of a demonstration. */
  public static boolean isOne(Recording recording) {
    return recording.file().getParent().endsWith(Path.of(RECORDINGS));
  }

  /**
   * Looks whether each section can be run, and was recorded as it is printed now.
   *
   * @param wrong gets what is not so, a line each
   * @return how many sections there are
   */
  public int check(List<String> wrong) {
    for (Section section : sections) {
      String place = "%s:%d #%s: ".formatted(FILE, section.line, section.anchor);
      if (section.steps.isEmpty()) {
        wrong.add(place + "a demonstration prints commands. This one has none that is run");
      } else if (script(section).once().isPresent()) {
        wrong.add(place + "its recording says \"# once\"; a demonstration is run again");
      } else if (!section.expectsSomething) {
        wrong.add(place + "it shows no output, and expects nothing: see " + getClass().getName());
      } else if (!isRecorded(section)) {
        wrong.add(
            place
                + "its commands are not those that were recorded. Run: ./workshop record --only demos/"
                + section.anchor);
      }
    }
    for (Recording recording : Recording.all(workshop)) {
      if (isOne(recording)
          && sections.stream().noneMatch(section -> section.anchor.equals(recording.name()))) {
        wrong.add(recording.file() + ": there is no such section in " + FILE + ". Delete it");
      }
    }
    return sections.size();
  }

  private boolean isRecorded(Section section) {
    Path file = file(section.anchor);
    return Files.exists(file)
        && new Recording(file, Stage.text(file).lines().toList()).commands().equals(section.steps);
  }

  /**
   * A change that a section shows.
   *
   * @param root of the workshop, or of a copy
   * @param number which of the section's, from 1
   * @throws UsageException if there is none
   */
  static Fence change(Path root, String anchor, int number) {
    return sections(root).stream()
        .filter(section -> section.anchor.equals(anchor) && section.changes.size() >= number)
        .map(section -> section.changes.get(number - 1))
        .findFirst()
        .orElseThrow(
            () -> new UsageException("%s#%s has no diff %d".formatted(FILE, anchor, number)));
  }

  private static List<Section> sections(Path root) {
    Markdown markdown = Markdown.of(root, FILE);
    Map<Integer, Fence> fences = new HashMap<>();
    markdown.fences().forEach(fence -> fences.put(fence.number(), fence));
    List<Section> sections = new ArrayList<>();
    for (int line = 1; line <= markdown.prose().size(); line++) {
      String text = markdown.prose().get(line - 1);
      Matcher heading = HEADING.matcher(text);
      Matcher comment = COMMENT.matcher(text);
      if (heading.matches()) {
        sections.add(new Section(heading.group(1), line));
      } else if (!sections.isEmpty() && comment.matches()) {
        hidden(sections.get(sections.size() - 1), comment.group(1), FILE + ":" + line);
      } else if (!sections.isEmpty() && fences.containsKey(line)) {
        shown(sections.get(sections.size() - 1), fences.get(line));
      }
    }
    sections.forEach(Demonstrations::expectExitCodes);
    return sections;
  }

  private static void shown(Section section, Fence fence) {
    switch (fence.shows()) {
      case COMMANDS -> fence.lines().stream().filter(l -> !l.isBlank()).forEach(section.steps::add);
      case EXCERPT -> section.expectsSomething = true;
      case CODE -> {
        if (fence.language().equals("diff")) {
          section.changes.add(fence);
        }
      }
      default -> {
        // Nothing to do.
      }
    }
  }

  private static void hidden(Section section, String comment, String place) {
    List<String> steps = section.steps;
    if (comment.equals("goes on") && !steps.isEmpty()) {
      steps.set(steps.size() - 1, steps.get(steps.size() - 1) + TypedCommands.GOES_ON);
    } else if (comment.startsWith(HIDDEN + PATCH)) {
      steps.add(
          "%s %s#%s %d"
              .formatted(
                  comment.substring(HIDDEN.length()),
                  FILE,
                  section.anchor,
                  section.changes.size()));
    } else if (comment.startsWith(HIDDEN)) {
      steps.add(comment.substring(HIDDEN.length()));
    } else if (comment.startsWith(EXPECTS)) {
      section.expectsSomething = true;
      steps.add(comment);
    } else {
      throw new UsageException(
          place + ": no step of a demonstration: " + comment + ". See Demonstrations.java.");
    }
  }

  private static void expectExitCodes(Section section) {
    List<String> steps = section.steps;
    for (int i = 0; i < steps.size(); i++) {
      boolean ends = TypedCommands.ends(steps.get(i));
      if (ends && (i + 1 == steps.size() || !steps.get(i + 1).startsWith(EXIT))) {
        steps.add(i + 1, EXIT + 0);
      }
    }
  }
}
