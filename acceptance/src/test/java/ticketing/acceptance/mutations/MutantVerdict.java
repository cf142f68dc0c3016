package ticketing.acceptance.mutations;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
      Map<List<String>, Integer> equal = new HashMap<>();
      return IntStream.range(0, mutations.getLength())
          .mapToObj(i -> (Element) mutations.item(i))
          .sorted(Comparator.comparing(mutation -> Integer.parseInt(text(mutation, "index"))))
          .map(mutation -> of(mutation, workshop, equal))
          .toList();
    } catch (SAXException | ParserConfigurationException e) {
      throw new IOException("Not a report of PIT: " + report, e);
    }
  }

  private static MutantVerdict of(
      Element mutation, Workshop workshop, Map<List<String>, Integer> equal) {
    String type = text(mutation, "mutatedClass");
    String method = text(mutation, "mutatedMethod");
    String mutator = text(mutation, "mutator").replaceFirst(".*\\.", "");
    String change = text(mutation, "description");
    String file = text(mutation, "sourceFile");
    int line = Integer.parseInt(text(mutation, "lineNumber"));
    String code = Stage.text(source(type, file, workshop)).lines().toList().get(line - 1).strip();
    int nth = equal.merge(List.of(type, method, mutator, change, code), 1, Integer::sum);
    return new MutantVerdict(
        new Mutant(type, method, mutator, change, code, nth),
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
