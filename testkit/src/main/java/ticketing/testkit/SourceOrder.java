package ticketing.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.MethodDescriptor;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;
import org.junit.jupiter.api.Tag;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/** Runs tests ring by ring, as in the source: the first that fails is the next to work on. */
public final class SourceOrder implements MethodOrderer {

  @Override
  public void orderMethods(MethodOrdererContext context) {
    List<String> names = new ArrayList<>();
    for (Class<?> at = context.getTestClass(); at != Object.class; at = at.getSuperclass()) {
      names.addAll(0, methodsOf(at));
    }
    context
        .getMethodDescriptors()
        .sort(
            Comparator.comparing(SourceOrder::ring)
                .thenComparingInt(test -> names.indexOf(test.getMethod().getName())));
  }

  private static Ring ring(MethodDescriptor test) {
    return Ring.of(
        test.findRepeatableAnnotations(Tag.class).stream()
            .map(Tag::value)
            .collect(Collectors.toSet()));
  }

  /** Returns its methods in the order of its class file, which is that of the source. */
  private static List<String> methodsOf(Class<?> type) {
    String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
    try (InputStream bytes = type.getResourceAsStream(file)) {
      ClassNode node = new ClassNode();
      new ClassReader(bytes).accept(node, ClassReader.SKIP_CODE);
      return node.methods.stream().map(method -> method.name).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + type, e);
    }
  }
}
