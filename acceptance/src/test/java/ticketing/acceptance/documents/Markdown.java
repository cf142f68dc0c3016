package ticketing.acceptance.documents;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;

/**
 * A Markdown file.
 *
 * @param file the path relative to the workshop
 * @param parts the parts that tests check, in the file's order
 */
record Markdown(Path file, List<Part> parts) {
  private static final Parser PARSER =
      Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES).build();
  private static final Pattern EXCLUDED =
      Pattern.compile("(^|.*/)(target|node_modules|demo-runs|" + Workshop.NOTES + ")/.*");

  /** Matches a command, after optional environment variables. */
  private static final Pattern COMMAND =
      Pattern.compile(
          "\\s*((\\w+=\\S+ )*(\\./workshop|\\./mvnw|mvn|git|ls|find|export|kill|npm|go|temporal)( .*)?)?");

  /** The kind of a part. The last five are fences, distinguished by their language and lines. */
  enum Kind {
    HEADING,
    LINK,
    PICTURE,
    CODE_SPAN,
    CODE,
    COMMANDS,
    OUTPUT,
    UNCHECKED,
    UNKNOWN_FENCE
  }

  /**
   * A part of a document.
   *
   * @param place the file and line, such as {@code demos.md:17}
   * @param info the language of a fence, the # characters before a heading, or a picture's alt text
   */
  record Part(Kind kind, String place, String info, String text) {
    Stream<String> lines() {
      return text.lines();
    }
  }

  /** Returns all Markdown files of the workshop. */
  static List<Markdown> all(Path root) {
    return Stage.filesIn(root).stream()
        .filter(file -> file.toString().endsWith(".md"))
        .filter(file -> !EXCLUDED.matcher(slashes(file)).matches())
        .map(file -> of(root, file))
        .toList();
  }

  /** Returns a path with forward slashes, even on Windows. */
  static String slashes(Path path) {
    return path.toString().replace('\\', '/');
  }

  /** Reads a file of the workshop. */
  static Markdown of(Path root, Path file) {
    Markdown markdown = new Markdown(file, new ArrayList<>());
    markdown.add(Stage.text(root.resolve(file)), 1);
    return markdown;
  }

  private void add(String text, int firstLine) {
    addChildren(PARSER.parse(text), text.lines().toList(), firstLine);
  }

  private void addChildren(Node parent, List<String> lines, int firstLine) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      int index =
          node.getSourceSpans().stream().findFirst().map(SourceSpan::getLineIndex).orElse(0);
      String place = slashes(file) + ":" + (firstLine + index);
      if (node instanceof Heading heading) {
        String text = lines.get(index).replaceFirst("^#+ +", "");
        parts.add(new Part(Kind.HEADING, place, "#".repeat(heading.getLevel()), text));
      } else if (node instanceof FencedCodeBlock fence) {
        parts.add(new Part(kind(fence), place, language(fence), literal(fence)));
      } else if (node instanceof Code code) {
        parts.add(new Part(Kind.CODE_SPAN, place, "", code.getLiteral()));
      } else if (node instanceof Link link) {
        parts.add(new Part(Kind.LINK, place, "", link.getDestination()));
      } else if (node instanceof Image image) {
        String words = image.getFirstChild() instanceof Text text ? text.getLiteral() : "";
        parts.add(new Part(Kind.PICTURE, place, words, image.getDestination()));
      } else if (node instanceof HtmlBlock html) {
        // A slide's notes are an HTML comment that contains Markdown.
        add(html.getLiteral().replaceAll("<!--|-->", ""), firstLine + index);
      }
      addChildren(node, lines, firstLine);
    }
  }

  /** Returns the language without the lines that a slide marks, such as {@code java {4}}. */
  private static String language(FencedCodeBlock fence) {
    return fence.getInfo().replaceFirst(" .*", "");
  }

  /** Returns the text without the marks of a slide's timeline. */
  private static String literal(FencedCodeBlock fence) {
    return language(fence).equals("timeline")
        ? fence.getLiteral().replaceAll("(?m)^[!+?] ", "")
        : fence.getLiteral();
  }

  private static Kind kind(FencedCodeBlock fence) {
    return switch (language(fence)) {
      case "java", "diff" -> Kind.CODE;
      case "diagram", "toml" -> Kind.UNCHECKED;
      case "timeline", "figures" -> Kind.OUTPUT;
      case "", "text" ->
          fence.getLiteral().lines().allMatch(COMMAND.asMatchPredicate())
              ? Kind.COMMANDS
              : Kind.OUTPUT;
      default -> Kind.UNKNOWN_FENCE;
    };
  }

  /** Returns the parts of this kind. */
  Stream<Part> parts(Kind kind) {
    return parts.stream().filter(part -> part.kind() == kind);
  }

  /**
   * Returns whether this is a file of hints. Hints show wrong and unfinished code, and have their
   * own tests.
   */
  boolean isHints() {
    return file.endsWith("hints.md");
  }

  /** Returns the parts of each section, by anchor. */
  Map<String, List<Part>> sections() {
    Map<String, List<Part>> sections = new LinkedHashMap<>();
    List<Part> section = new ArrayList<>();
    for (Part part : parts) {
      if (part.kind() == Kind.HEADING && part.info().equals("##")) {
        section = new ArrayList<>();
        sections.put(anchor(part.text()), section);
      }
      section.add(part);
    }
    return sections;
  }

  /** Returns the anchors of the headings. */
  Set<String> anchors() {
    Set<String> anchors = new HashSet<>();
    parts(Kind.HEADING)
        .map(heading -> anchor(heading.text()))
        .forEach(
            anchor -> {
              String free = anchor;
              for (int times = 1; !anchors.add(free); times++) {
                free = anchor + "-" + times;
              }
            });
    return anchors;
  }

  /** Returns the anchor that GitHub generates for a heading. */
  private static String anchor(String heading) {
    return heading
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}\\p{M} _-]", "")
        .replace(' ', '-');
  }
}
