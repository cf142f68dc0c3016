package ticketing.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Finds in compiled workflow code what Temporal forbids there, because a replay would take another
 * way or the worker would be blocked. Replaying a history does not find it: a wall clock or a
 * random number replays well as long as the commands stay the same.
 *
 * @see <a
 *     href="https://docs.temporal.io/develop/java/core-application#workflow-logic-requirements">
 *     Temporal: Workflow logic requirements</a>
 */
final class ForbiddenCalls {
  private static final Map<String, String> ADVICE = new LinkedHashMap<>();

  static {
    forbid("Workflow.sleep", "java/lang/Thread.sleep", "java/util/concurrent/TimeUnit.sleep");
    forbid(
        "Workflow.currentTimeMillis",
        "java/lang/System.currentTimeMillis",
        "java/lang/System.nanoTime",
        "java/util/Date.<init>",
        "java/time/Instant.now",
        "java/time/LocalDate.now",
        "java/time/LocalTime.now",
        "java/time/LocalDateTime.now",
        "java/time/ZonedDateTime.now",
        "java/time/OffsetDateTime.now",
        "java/time/Clock.systemUTC",
        "java/time/Clock.systemDefaultZone");
    forbid(
        "Workflow.newRandom",
        "java/lang/Math.random",
        "java/util/Random.<init>",
        "java/util/SplittableRandom.<init>",
        "java/security/SecureRandom.<init>",
        "java/util/concurrent/ThreadLocalRandom.current");
    forbid("Workflow.randomUUID", "java/util/UUID.randomUUID");
    forbid(
        "Async.function or Async.procedure",
        "java/lang/Thread.<init>",
        "java/lang/Thread.start",
        "java/util/concurrent/CompletableFuture.supplyAsync",
        "java/util/concurrent/CompletableFuture.runAsync",
        "java/util/concurrent/Executors.*");
    forbid("Workflow.await", "java/lang/Object.wait", "java/util/concurrent/locks/LockSupport.*");
  }

  private ForbiddenCalls() {}

  private static void forbid(String instead, String... calls) {
    for (String call : calls) {
      ADVICE.put(call, instead);
    }
  }

  /** A sentence for each forbidden call in the package of the class, with file and line. */
  static List<String> in(Class<?> workflow) {
    Path folder = folderOf(workflow);
    TreeSet<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        try (InputStream bytes = Files.newInputStream(file)) {
          found.addAll(scan(new ClassReader(bytes)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the compiled classes in " + folder, e);
    }
    return new ArrayList<>(found);
  }

  private static Path folderOf(Class<?> workflow) {
    try {
      Path root = Path.of(workflow.getProtectionDomain().getCodeSource().getLocation().toURI());
      return root.resolve(workflow.getPackageName().replace('.', '/'));
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Where is " + workflow + "?", e);
    }
  }

  private static List<String> scan(ClassReader reader) {
    List<String> found = new ArrayList<>();
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          private String file = reader.getClassName();

          @Override
          public void visitSource(String source, String debug) {
            file = source;
          }

          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
              private int line;

              @Override
              public void visitLineNumber(int number, Label start) {
                line = number;
              }

              @Override
              public void visitMethodInsn(
                  int opcode, String owner, String method, String type, boolean isInterface) {
                String instead = advice(owner, method);
                if (instead != null) {
                  String shortOwner = owner.substring(owner.lastIndexOf('/') + 1);
                  String call =
                      method.equals("<init>") ? "new " + shortOwner : shortOwner + "." + method;
                  found.add(
                      "%s:%d calls %s; in a workflow use %s".formatted(file, line, call, instead));
                }
              }
            };
          }
        },
        ClassReader.SKIP_FRAMES);
    return found;
  }

  private static String advice(String owner, String method) {
    String exact = ADVICE.get(owner + "." + method);
    return exact != null ? exact : ADVICE.get(owner + ".*");
  }
}
