package ticketing.runner.verify;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;

/** What IntelliJ, Eclipse and VS Code can run without a click of preparation. */
final class RunConfigurations {
  /** Editors write comments into their files. */
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonParser.Feature.ALLOW_COMMENTS).build();

  private final Workshop workshop;
  private final Set<String> commands;

  private RunConfigurations(Workshop workshop, Set<String> commands) {
    this.workshop = workshop;
    this.commands = commands;
  }

  /** Of this workshop, whose {@code ./workshop} has these commands. */
  static Check check(Workshop workshop, Set<String> commands) {
    return new Check(
        "the IDEs' run configurations name what is there",
        () -> new RunConfigurations(workshop, commands).count());
  }

  private int count() throws Exception {
    JsonNode tasks = JSON.readTree(Stage.text(root(".vscode/tasks.json"))).path("tasks");
    for (Stage stage : workshop.stages()) {
      requireIntellij(stage);
      requireEclipse(stage);
      requireTask(stage, tasks);
    }
    for (JsonNode task : tasks) {
      requireCommand(task.path("command").asText(), task.path("args").path(0).asText());
    }
    String prepare =
        JSON.readTree(Stage.text(root(".devcontainer/devcontainer.json")))
            .path("postCreateCommand")
            .asText();
    requireCommand(prepare.replaceFirst(" .*", ""), prepare.replaceFirst("\\S* ", ""));
    return workshop.stages().size();
  }

  private void requireIntellij(Stage stage) throws Exception {
    Document xml = parse(root(".run/" + stage + ".run.xml"));
    String type = named(xml, "option", "name", "MAIN_CLASS_NAME");
    require(stage, "class", "exercises/" + stage + "/src/test/java", type);
    String folder = type.substring(0, Math.max(0, type.lastIndexOf('.')));
    String packageName = named(xml, "option", "name", "PACKAGE_NAME");
    Check.require(packageName.equals(folder), stage + ": no package " + packageName);
    String module = ((Element) xml.getElementsByTagName("module").item(0)).getAttribute("name");
    Check.require(
        module.equals(artifact(stage.exercise())), stage + ": IntelliJ knows no module " + module);
  }

  private void require(Stage stage, String what, String folder, String type) throws Check.Failed {
    Path file = root(folder).resolve(type.replace('.', '/') + ".java");
    Check.require(Files.exists(file), stage + ": no " + what + " " + type + " in " + folder);
  }

  private void requireEclipse(Stage stage) throws Exception {
    Document xml = parse(root(".run/" + stage + ".launch"));
    String goals = named(xml, "stringAttribute", "key", "M2_GOALS");
    Check.require(
        goals.equals("test -pl exercises/" + stage), stage + ": Eclipse would run mvn " + goals);
    String folder =
        named(xml, "stringAttribute", "key", "org.eclipse.jdt.launching.WORKING_DIRECTORY");
    Check.require(
        folder.equals("${project_loc:" + artifact(workshop.root()) + "}"),
        stage + ": Eclipse would run Maven in " + folder);
  }

  private static void requireTask(Stage stage, JsonNode tasks) throws Check.Failed {
    List<String> arguments = new ArrayList<>();
    tasks.forEach(task -> arguments.add(task.path("args").toString()));
    Check.require(
        arguments.contains("[\"test\",\"" + stage + "\"]"),
        stage + ": .vscode/tasks.json has no task that tests it");
  }

  private void requireCommand(String program, String command) throws Check.Failed {
    Check.require(
        !program.equals("./workshop") || commands.contains(command),
        "there is no ./workshop " + command);
  }

  private Path root(String path) {
    return workshop.root().resolve(path);
  }

  /** The artifact of a module: its own, not its parent's. */
  private static String artifact(Path module) throws Exception {
    NodeList children = parse(module.resolve("pom.xml")).getDocumentElement().getChildNodes();
    for (int i = 0; i < children.getLength(); i++) {
      if (children.item(i).getNodeName().equals("artifactId")) {
        return children.item(i).getTextContent().strip();
      }
    }
    throw new Check.Failed(module + " has no artifactId");
  }

  /** The value of the element whose key is this; empty if there is none. */
  private static String named(Document xml, String element, String attribute, String key) {
    NodeList all = xml.getElementsByTagName(element);
    for (int i = 0; i < all.getLength(); i++) {
      Element one = (Element) all.item(i);
      if (one.getAttribute(attribute).equals(key)) {
        return one.getAttribute("value");
      }
    }
    return "";
  }

  private static Document parse(Path file) throws Exception {
    Check.require(Files.exists(file), "there is no " + file);
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(file.toFile());
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new Check.Failed(file + " is no XML: " + e.getMessage());
    }
  }
}
