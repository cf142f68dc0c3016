package ticketing.runner.setup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;
import ticketing.runner.stages.Stage;

/** The results of a test class, from the report that Maven's Surefire plugin writes. */
public record TestReport(String testClass, double seconds, List<Result> tests) {
  /** How a test ended. */
  public enum Outcome {
    PASSED,
    FAILED,
    SKIPPED
  }

  /** The result of a test. The message says why it failed or was skipped. */
  public record Result(Outcome outcome, String testClass, String name, String message) {}

  /** Lists the reports of a module. */
  public static List<Path> files(Path module) {
    Path folder = module.resolve("target/surefire-reports");
    return Stage.filesIn(folder).stream()
        .filter(file -> file.toString().matches("TEST-.*\\.xml"))
        .map(folder::resolve)
        .toList();
  }

  /** Reads a report; empty if Surefire is still writing it. */
  public static Optional<TestReport> read(Path file) throws IOException {
    try {
      DocumentBuilder parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
      // The default handler prints what it cannot parse.
      parser.setErrorHandler(new DefaultHandler());
      Document report = parser.parse(file.toFile());
      Element suite = report.getDocumentElement();
      NodeList cases = report.getElementsByTagName("testcase");
      return Optional.of(
          new TestReport(
              suite.getAttribute("name"),
              Double.parseDouble(suite.getAttribute("time")),
              IntStream.range(0, cases.getLength())
                  .mapToObj(i -> result((Element) cases.item(i)))
                  .toList()));
    } catch (SAXException e) {
      return Optional.empty();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("Every JDK can parse XML", e);
    }
  }

  private static Result result(Element test) {
    String testClass = test.getAttribute("classname");
    String name = test.getAttribute("name");
    if (test.getElementsByTagName("skipped").item(0) instanceof Element skipped) {
      return new Result(Outcome.SKIPPED, testClass, name, skipped.getAttribute("message"));
    }
    for (String kind : List.of("failure", "error")) {
      if (test.getElementsByTagName(kind).item(0) instanceof Element failure) {
        return new Result(Outcome.FAILED, testClass, name, failure.getTextContent());
      }
    }
    return new Result(Outcome.PASSED, testClass, name, "");
  }
}
