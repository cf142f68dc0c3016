package ticketing.runner.documents;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ticketing.runner.stages.Workshop;

/** The links and pictures of all Markdown. Of other sites only the address is looked at. */
public final class Links {
  private static final List<Pattern> LINKS =
      List.of(
          Pattern.compile("\\]\\(\\s*<?([^)\\s>]*)>?(?:\\s+\"[^\"]*\")?\\s*\\)"),
          Pattern.compile("^ {0,3}\\[[^\\]]+\\]:\\s*<?(\\S+?)>?(?:\\s.*)?$"),
          Pattern.compile("(?:href|src)=\"([^\"]*)\""));

  private static final Pattern HEADING = Pattern.compile(" {0,3}#{1,6}\\s+(.*?)(?:\\s+#+)?\\s*");
  private static final Pattern NAMED = Pattern.compile("(?:id|name)=\"([^\"]+)\"");
  private static final Set<String> SCHEMES = Set.of("https", "http", "mailto");

  private final Map<Path, Markdown> files = new TreeMap<>();
  private final Map<Path, Set<String>> anchors = new HashMap<>();
  private int count;

  private Links(Workshop workshop) {
    Markdown.all(workshop).forEach(markdown -> files.put(markdown.resolve(""), markdown));
  }

  /**
   * Follows all links.
   *
   * @param broken gets those that lead nowhere, a line each
   * @return how many there are
   */
  public static int follow(Workshop workshop, List<String> broken) {
    Links links = new Links(workshop);
    links.files.values().forEach(markdown -> links.follow(markdown, broken));
    return links.count;
  }

  private void follow(Markdown markdown, List<String> broken) {
    List<String> lines = markdown.words();
    for (int i = 0; i < lines.size(); i++) {
      for (Pattern pattern : LINKS) {
        Matcher link = pattern.matcher(lines.get(i));
        while (link.find()) {
          count++;
          String wrong = wrong(markdown, link.group(1));
          if (wrong != null) {
            broken.add(
                "%s:%d links to %s: %s".formatted(markdown.file(), i + 1, link.group(1), wrong));
          }
        }
      }
    }
  }

  /** What is wrong with where it leads, or null. */
  private String wrong(Markdown from, String to) {
    if (to.matches("[a-zA-Z][a-zA-Z+.-]*:.*")) {
      return isAddress(to) ? null : "this is no address";
    }
    String[] parts = to.split("#", 2);
    String path = URLDecoder.decode(parts[0].replaceFirst("\\?.*", ""), StandardCharsets.UTF_8);
    Path target = from.resolve(path);
    if (!Files.exists(target)) {
      return "there is no such file";
    }
    Markdown page = files.get(target);
    if (parts.length == 1 || page == null) {
      return null;
    }
    Set<String> known = anchors.computeIfAbsent(target, key -> anchors(page.prose()));
    return known.contains(parts[1]) ? null : "there is no such heading; there are " + known;
  }

  private static boolean isAddress(String to) {
    try {
      URI uri = new URI(to);
      return SCHEMES.contains(uri.getScheme())
          && (uri.getScheme().equals("mailto") || uri.getHost() != null);
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** The anchors that GitHub gives to the headings of these lines, and those that are named. */
  static Set<String> anchors(List<String> prose) {
    Set<String> anchors = new TreeSet<>();
    Map<String, Integer> seen = new HashMap<>();
    for (String line : prose) {
      Matcher named = NAMED.matcher(line);
      while (named.find()) {
        anchors.add(named.group(1));
      }
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        String anchor = anchor(heading.group(1));
        int times = seen.merge(anchor, 1, Integer::sum) - 1;
        anchors.add(times == 0 ? anchor : anchor + "-" + times);
      }
    }
    return anchors;
  }

  /** Lower case; only letters, digits, hyphens and underscores; a hyphen for each space. */
  static String anchor(String heading) {
    return heading
        .replaceAll("!?\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}\\p{M} _-]", "")
        .replace(' ', '-');
  }
}
