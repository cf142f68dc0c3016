package ticketing.runner.slides;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import ticketing.runner.stages.Stage;
import ticketing.runner.util.UsageException;

/** Makes one file that needs no other of what Marp wrote: pictures go in, and so do the formats. */
final class OneFile {
  /** The script that shows one format's slides, in the deck's folder. */
  static final String SCRIPT = "formats.js";

  private static final Pattern PICTURE =
      Pattern.compile("(<img [^>]*?src=\"|url\\((?:&quot;|[\"'])?)(?!data:|#|https?:)([^\"')&#]+)");
  private static final Pattern OTHER_SITE =
      Pattern.compile(
          "(?:<(?:img|script|iframe)[^>]* src=\"|<link[^>]* href=\"|@import[^;]*?|url\\((?:&quot;|[\"'])?)https?:[^\"') ]*");
  private static final String NO_FORMATS = "const formats = {};";
  private static final String FIRST_SCRIPT_AT_THE_END = "<script>";

  private final Path folder;

  /** In the deck's folder, where its pictures are found. */
  OneFile(Path folder) {
    this.folder = folder;
  }

  /** The HTML with all that it needs. */
  String of(String html, Deck deck) {
    Matcher other = OTHER_SITE.matcher(html);
    if (other.find()) {
      throw new UsageException(
          "The deck would load something from a network: " + other.group() + ". Leave it out.", 1);
    }
    String withPictures = PICTURE.matcher(html).replaceAll(this::inlined);
    int end = withPictures.lastIndexOf(FIRST_SCRIPT_AT_THE_END);
    if (end < 0) {
      throw new IllegalStateException("Marp's HTML has no script of its own at its end");
    }
    return withPictures.substring(0, end)
        + "<script>\n"
        + script(deck)
        + "</script>"
        + withPictures.substring(end);
  }

  /** The pictures that this HTML of Marp's shows. */
  Set<Path> pictures(String html) {
    return PICTURE
        .matcher(html)
        .results()
        .map(found -> folder.resolve(found.group(2)).normalize())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private String script(Deck deck) {
    String script = Stage.text(folder.resolve(SCRIPT));
    if (!script.contains(NO_FORMATS)) {
      throw new UsageException(SCRIPT + " has no line \"" + NO_FORMATS + "\" to put them in.");
    }
    List<String> formats =
        java.util.Arrays.stream(Format.values())
            .map(
                format ->
                    "\"%s\": %s"
                        .formatted(
                            format, deck.slides(format).stream().map(Slide::number).toList()))
            .toList();
    return script.replace(NO_FORMATS, "const formats = {" + String.join(", ", formats) + "};");
  }

  private String inlined(MatchResult found) {
    Path picture = folder.resolve(found.group(2)).normalize();
    if (!Files.exists(picture)) {
      throw new UsageException("The deck shows a picture that is not there: " + picture);
    }
    String name = picture.getFileName().toString();
    byte[] bytes;
    String type;
    try {
      if (name.endsWith(".svg")) {
        type = "image/svg+xml";
        bytes = onPaper(Stage.text(picture)).getBytes(StandardCharsets.UTF_8);
      } else {
        type = "image/" + name.replaceFirst(".*\\.", "").replace("jpg", "jpeg");
        bytes = Files.readAllBytes(picture);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the picture " + picture, e);
    }
    return Matcher.quoteReplacement(
        found.group(1) + "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes));
  }

  /** Slides are white, also where the computer is set to dark. */
  private static String onPaper(String svg) {
    return svg.replaceAll("\\(prefers-color-scheme: *dark\\)", "not all");
  }
}
