package ticketing.runner.slides;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ticketing.runner.util.UsageException;

/** Reads the slides out of the Markdown that Marp makes the deck of. */
final class DeckParser {
  private static final Pattern COMMENT = Pattern.compile("<!--(.*?)-->", Pattern.DOTALL);
  private static final Pattern FENCE = Pattern.compile("(?ms)^ *(```+).*?^ *\\1`*\\s*$");
  private static final Pattern TITLE = Pattern.compile("(?m)^#{1,2} +(.*)$");
  private static final Pattern MINUTES = Pattern.compile("(?m)^Minutes: *(.*)$\n?");
  private static final Pattern INSTRUCTION = Pattern.compile("_?[a-z][a-zA-Z]*:");
  private static final Pattern ENTRY = Pattern.compile("([a-z-]+) +(\\d+)");
  private static final String RULE = "---";
  private static final String EXAMPLE = "Minutes: talk 2, workshop 3, half-day 3";

  private DeckParser() {}

  static List<Slide> slides(String markdown) {
    List<Slide> slides = new ArrayList<>();
    for (String text : split(markdown)) {
      slides.add(slide(slides.size() + 1, text));
    }
    return slides;
  }

  /** A rule begins a slide. The first two are around what Marp has to know of the deck. */
  private static List<String> split(String markdown) {
    List<String> slides = new ArrayList<>();
    StringBuilder slide = new StringBuilder();
    String fence = "";
    for (String line : markdown.lines().toList()) {
      String start = line.strip().replaceFirst("^(`*).*", "$1");
      if (fence.isEmpty() && start.length() >= 3) {
        fence = start;
      } else if (!fence.isEmpty() && start.equals(fence)) {
        fence = "";
      }
      if (fence.isEmpty() && line.equals(RULE)) {
        slides.add(slide.toString());
        slide.setLength(0);
      } else {
        slide.append(line).append('\n');
      }
    }
    slides.add(slide.toString());
    return slides.subList(Math.min(2, slides.size()), slides.size());
  }

  private static Slide slide(int number, String text) {
    Matcher title =
        TITLE.matcher(COMMENT.matcher(FENCE.matcher(text).replaceAll("")).replaceAll(""));
    String name = title.find() ? title.group(1).strip() : "";
    String notes = notes(text);
    Matcher minutes = MINUTES.matcher(notes);
    Map<Format, Integer> plan =
        minutes.find() ? minutes(number, minutes.group(1).strip()) : Map.of();
    return new Slide(number, name, minutes.replaceAll("").strip(), plan);
  }

  /** All comments but Marp's own instructions, such as {@code _class: front}. */
  private static String notes(String text) {
    StringBuilder notes = new StringBuilder();
    Matcher comment = COMMENT.matcher(text);
    while (comment.find()) {
      if (!INSTRUCTION.matcher(comment.group(1).strip()).lookingAt()) {
        notes.append(comment.group(1).strip()).append('\n');
      }
    }
    return notes.toString();
  }

  private static Map<Format, Integer> minutes(int slide, String line) {
    Map<Format, Integer> minutes = new EnumMap<>(Format.class);
    for (String part : line.split(", *")) {
      Matcher entry = ENTRY.matcher(part);
      Optional<Format> format = entry.matches() ? Format.named(entry.group(1)) : Optional.empty();
      if (format.isEmpty()) {
        throw new UsageException(
            "Slide %d of the deck: \"Minutes: %s\" is not as in \"%s\". The formats are %s."
                .formatted(slide, line, EXAMPLE, String.join(", ", Format.words())));
      }
      minutes.put(format.get(), Integer.parseInt(entry.group(2)));
    }
    return minutes;
  }
}
