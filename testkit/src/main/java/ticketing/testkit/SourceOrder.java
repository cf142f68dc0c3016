package ticketing.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.MethodDescriptor;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Runs tests in the order in which they stand in the file, those of a superclass first: they are
 * written from the simple to the difficult, so the first that fails is the next to work on.
 */
public final class SourceOrder implements MethodOrderer {

  @Override
  public void orderMethods(MethodOrdererContext context) {
    Map<Class<?>, Map<String, Integer>> lines = new HashMap<>();
    context
        .getMethodDescriptors()
        .sort(
            Comparator.comparing((MethodDescriptor test) -> depth(test.getMethod()))
                .thenComparing(
                    test ->
                        lines
                            .computeIfAbsent(
                                test.getMethod().getDeclaringClass(), SourceOrder::firstLines)
                            .getOrDefault(test.getMethod().getName(), 0)));
  }

  private static int depth(Method method) {
    int depth = 0;
    for (Class<?> at = method.getDeclaringClass(); at != null; at = at.getSuperclass()) {
      depth++;
    }
    return depth;
  }

  private static Map<String, Integer> firstLines(Class<?> type) {
    String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
    Map<String, Integer> lines = new HashMap<>();
    try (InputStream bytes = type.getResourceAsStream(file)) {
      new ClassReader(bytes)
          .accept(
              new ClassVisitor(Opcodes.ASM9) {
                @Override
                public MethodVisitor visitMethod(
                    int access, String name, String type, String signature, String[] exceptions) {
                  return new MethodVisitor(Opcodes.ASM9) {
                    @Override
                    public void visitLineNumber(int line, Label start) {
                      lines.merge(name, line, Math::min);
                    }
                  };
                }
              },
              ClassReader.SKIP_FRAMES);
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + type, e);
    }
  }
}
