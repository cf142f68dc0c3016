package ticketing.runner.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import ticketing.runner.stages.Stage;

/** What Maven's test runs have left behind in a module. */
final class SurefireReports {
  private final Set<String> passed = new TreeSet<>();
  private final Set<String> failed = new TreeSet<>();
  private final Set<String> skipped = new TreeSet<>();
  private final List<String> messages = new ArrayList<>();
  private final Map<String, String> verdicts = new TreeMap<>();

  /** Reads the reports of a module; there are none if no test ran. */
  static SurefireReports of(Path module) throws Exception {
    SurefireReports reports = new SurefireReports();
    Path folder = module.resolve("target/surefire-reports");
    DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    for (Path file : Stage.filesIn(folder)) {
      if (file.toString().startsWith("TEST-") && file.toString().endsWith(".xml")) {
        reports.add(builder.parse(folder.resolve(file).toFile()));
      }
    }
    return reports;
  }

  private void add(Document document) {
    NodeList cases = document.getElementsByTagName("testcase");
    for (int i = 0; i < cases.getLength(); i++) {
      Element test = (Element) cases.item(i);
      String type = test.getAttribute("classname");
      String name = type.substring(type.lastIndexOf('.') + 1) + "#" + test.getAttribute("name");
      String failure = messageOf(test, "failure") + messageOf(test, "error");
      verdicts.put(test.getAttribute("name"), failure);
      if (!failure.isEmpty()) {
        failed.add(name);
        messages.add(name + ": " + failure);
      } else if (test.getElementsByTagName("skipped").getLength() > 0) {
        skipped.add(name);
      } else {
        passed.add(name);
      }
    }
  }

  /** What a failure says; empty if there is none of this kind. */
  private static String messageOf(Element test, String kind) {
    NodeList failures = test.getElementsByTagName(kind);
    return failures.getLength() == 0
        ? ""
        : ((Element) failures.item(0)).getTextContent().lines().limit(3).toList().toString();
  }

  /** Throws unless there were tests and all passed. Returns how many. */
  int requireAllPassed() throws Check.Failed {
    Check.require(failed.isEmpty(), String.join("\n", messages));
    Check.require(skipped.isEmpty(), "skipped: " + String.join(", ", skipped));
    Check.require(!passed.isEmpty(), "no test ran");
    return passed.size();
  }

  /** Each test's method, and what its failure says: nothing if it passed. */
  Map<String, String> verdicts() {
    return verdicts;
  }

  /** The methods' names, of those that passed and those that failed. */
  Set<String> testNames() {
    Set<String> names = new TreeSet<>();
    passed.forEach(test -> names.add(test.substring(test.indexOf('#') + 1)));
    failed.forEach(test -> names.add(test.substring(test.indexOf('#') + 1)));
    return names;
  }
}
