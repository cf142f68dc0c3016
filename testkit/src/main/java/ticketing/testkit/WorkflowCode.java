package ticketing.testkit;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/** Reads the compiled classes that workflows use, wherever their author has put them. */
final class WorkflowCode {
  private WorkflowCode() {}

  /**
   * Returns the workflows, the classes of the same module that they name, those that these name,
   * and so on. A worker's main is not among them.
   */
  static List<ClassNode> of(List<Class<?>> workflows) {
    Map<String, byte[]> module = classFiles(workflows.get(0));
    Queue<String> unread = new ArrayDeque<>();
    workflows.forEach(workflow -> unread.add(workflow.getName().replace('.', '/')));
    Set<String> seen = new HashSet<>(unread);
    List<ClassNode> code = new ArrayList<>();
    while (!unread.isEmpty()) {
      byte[] bytes = module.get(unread.remove());
      ClassNode node = new ClassNode();
      new ClassReader(bytes).accept(node, 0);
      code.add(node);
      // A class file has the names of all that it uses as text; a name for reflection has dots.
      String text = new String(bytes, StandardCharsets.UTF_8).replace('.', '/');
      module.keySet().stream()
          .filter(name -> Pattern.compile(Pattern.quote(name) + "(?!\\w)").matcher(text).find())
          .filter(seen::add)
          .forEach(unread::add);
    }
    return code;
  }

  private static Map<String, byte[]> classFiles(Class<?> workflow) {
    Map<String, byte[]> found = new HashMap<>();
    try {
      Path root = Path.of(workflow.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
          String name = root.relativize(file).toString().replace('\\', '/');
          found.put(name.replaceFirst("\\.class$", ""), Files.readAllBytes(file));
        }
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("Cannot read the compiled classes beside " + workflow, e);
    }
    return found;
  }
}
