package ticketing.runner.verify;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import ticketing.runner.pictures.Pictures;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;

/**
 * The pictures in {@code resources/}: what they are, where they are used, what they are drawn of.
 */
final class PictureFiles {
  private static final String FOLDER = "resources";
  private static final String SVG = ".svg";

  /** What would fetch something, or run. */
  private static final Pattern LOADS =
      Pattern.compile(
          "<(script|image|foreignObject|iframe)\\b|@import|url\\((?!#)|href\\s*=\\s*[\"'](?!#)"
              + "|\\son\\w+\\s*=|\\bdata:",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern USE = Pattern.compile("!\\[([^\\]]*)\\]\\(([^)\\s]+)\\)");

  /** What Marp reads between the brackets beside the words for people: h:540, bg right:40%. */
  private static final Pattern MARP =
      Pattern.compile(
          "\\b(bg|left|right|fit|contain|cover|auto|w|h|width|height)(:\\S+)?(?=\\s|$)");

  private PictureFiles() {}

  static List<Check> checks(Workshop workshop) {
    return List.of(areWhole(workshop), areUsed(workshop), tellWhatHappens(workshop));
  }

  private static Check areWhole(Workshop workshop) {
    return new Check(
        "pictures are well-formed, say what they show, follow light and dark, and load nothing",
        () -> {
          Set<Path> pictures = pictures(workshop);
          Check.require(!pictures.isEmpty(), "there is no picture in " + FOLDER);
          for (Path picture : pictures) {
            Optional<String> fault = fault(Stage.text(picture));
            Check.require(fault.isEmpty(), picture.getFileName() + " " + fault.orElse(""));
          }
          return pictures.size();
        });
  }

  private static Check areUsed(Workshop workshop) {
    return new Check(
        "every picture is used, and has words for those who cannot see it",
        () -> {
          Set<Path> unused = pictures(workshop);
          for (Path file : Stage.filesIn(workshop.root())) {
            if (!file.toString().endsWith(".md") || isNotOurs(file)) {
              continue;
            }
            Path markdown = workshop.root().resolve(file);
            Matcher use = USE.matcher(Stage.text(markdown));
            while (use.find()) {
              Check.require(
                  hasWords(use.group(1)),
                  "%s shows %s without a word. Write it into the brackets: ![what is to be seen](…)"
                      .formatted(file, use.group(2)));
              unused.remove(markdown.resolveSibling(use.group(2)).normalize());
            }
          }
          Check.require(unused.isEmpty(), "No Markdown shows " + unused);
          return 1;
        });
  }

  private static Check tellWhatHappens(Workshop workshop) {
    return new Check(
        "the timelines in resources are what happens to the solutions",
        () -> {
          Map<Path, String> drawn = Pictures.draw(workshop);
          for (Map.Entry<Path, String> picture : drawn.entrySet()) {
            Path file = picture.getKey();
            Check.require(
                pictures(workshop).contains(file) && Stage.text(file).equals(picture.getValue()),
                file.getFileName() + " is not as it is drawn now. Run: ./workshop pictures");
          }
          return drawn.size();
        });
  }

  private static Set<Path> pictures(Workshop workshop) {
    Path folder = workshop.root().resolve(FOLDER);
    Set<Path> pictures = new TreeSet<>();
    Stage.filesIn(folder).stream()
        .filter(file -> file.toString().endsWith(SVG))
        .forEach(file -> pictures.add(folder.resolve(file).normalize()));
    return pictures;
  }

  private static boolean isNotOurs(Path file) {
    String path = file.toString();
    return path.contains("target") || path.contains("node_modules");
  }

  /** Whether words are left without what Marp reads. */
  static boolean hasWords(String alternative) {
    return !MARP.matcher(alternative).replaceAll("").isBlank();
  }

  /** What is wrong with the text of a picture, if anything is. */
  static Optional<String> fault(String svg) {
    Document document;
    try {
      document = parser().parse(new InputSource(new StringReader(svg)));
    } catch (SAXException e) {
      return Optional.of("is not well-formed: " + e.getMessage());
    } catch (IOException | ParserConfigurationException e) {
      throw new IllegalStateException("Cannot parse a picture", e);
    }
    for (String element : List.of("title", "desc")) {
      var found = document.getElementsByTagName(element);
      if (found.getLength() != 1 || found.item(0).getTextContent().isBlank()) {
        return Optional.of("needs one <" + element + ">, which says what is to be seen");
      }
    }
    if (!document.getDocumentElement().hasAttribute("viewBox")) {
      return Optional.of("needs a viewBox, or it cannot be scaled");
    }
    if (!svg.contains("prefers-color-scheme: dark")) {
      return Optional.of("has no colours for a dark page (prefers-color-scheme)");
    }
    Matcher loads = LOADS.matcher(svg);
    return loads.find()
        ? Optional.of("loads or runs something: " + loads.group())
        : Optional.empty();
  }

  private static DocumentBuilder parser() throws ParserConfigurationException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    DocumentBuilder parser = factory.newDocumentBuilder();
    parser.setErrorHandler(new Strict());
    return parser;
  }

  /** Nothing is told on the console, and nothing is let pass. */
  private static final class Strict implements ErrorHandler {
    @Override
    public void warning(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void error(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw e;
    }
  }
}
