package ticketing.acceptance.mutations;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;

/**
 * A mutant and what the tests said about it, from PIT's report.
 *
 * @param place the file and line of the change
 * @param status PIT's name for the result
 * @param killingTest the test that failed; empty if none did
 */
record MutantVerdict(Mutant mutant, String place, String status, String killingTest) {
  /** The others are of mutants that survived, that no test reached, or whose JVM crashed. */
  private static final Set<String> KILLED = Set.of("KILLED", "TIMED_OUT", "NON_VIABLE");

  /** Returns whether the tests noticed the change. */
  boolean isKilled() {
    return KILLED.contains(status);
  }

  /** Reads a report about the code of this workshop. */
  static List<MutantVerdict> read(Path report, Workshop workshop) throws IOException {
    try {
      NodeList mutations =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(report.toFile())
              .getElementsByTagName("mutation");
      return IntStream.range(0, mutations.getLength())
          .mapToObj(i -> of((Element) mutations.item(i), workshop))
          .toList();
    } catch (SAXException | ParserConfigurationException e) {
      throw new IOException("Not a report of PIT: " + report, e);
    }
  }

  private static MutantVerdict of(Element mutation, Workshop workshop) {
    String type = text(mutation, "mutatedClass");
    String file = text(mutation, "sourceFile");
    int line = Integer.parseInt(text(mutation, "lineNumber"));
    String code = Stage.text(source(type, file, workshop)).lines().toList().get(line - 1).strip();
    return new MutantVerdict(
        new Mutant(
            type,
            text(mutation, "mutatedMethod"),
            text(mutation, "mutator").replaceFirst(".*\\.", ""),
            text(mutation, "description"),
            code),
        file + ":" + line,
        mutation.getAttribute("status"),
        text(mutation, "killingTest"));
  }

  private static Path source(String type, String file, Workshop workshop) {
    Path inPackage = Path.of("src/main/java", type.split("\\.")).resolveSibling(file);
    return Stream.concat(
            Stream.of(workshop.root().resolve("orders")),
            workshop.stages().stream().map(Stage::solution))
        .map(module -> module.resolve(inPackage))
        .filter(path -> path.toFile().exists())
        .findFirst()
        .orElseThrow();
  }

  private static String text(Element mutation, String name) {
    return mutation.getElementsByTagName(name).item(0).getTextContent();
  }
}
