package ticketing.testkit;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Finds calls in compiled workflow code that Temporal forbids there, because they block the worker
 * or give another value in a replay. A replay finds them only if they change the commands.
 *
 * @see <a
 *     href="https://docs.temporal.io/develop/java/core-application#workflow-logic-requirements">
 *     Temporal: Workflow logic requirements</a>
 */
final class ForbiddenCalls {
  /** What to use, and the calls that it replaces; a star is every method. */
  private static final String REPLACEMENTS =
      """
      Workflow.sleep: java/lang/Thread.sleep java/util/concurrent/TimeUnit.sleep
      Workflow.currentTimeMillis: java/lang/System.currentTimeMillis java/lang/System.nanoTime
      Workflow.currentTimeMillis: java/util/Date.<init> java/time/Instant.now
      Workflow.currentTimeMillis: java/time/LocalDate.now java/time/LocalTime.now
      Workflow.currentTimeMillis: java/time/LocalDateTime.now java/time/ZonedDateTime.now
      Workflow.currentTimeMillis: java/time/OffsetDateTime.now
      Workflow.currentTimeMillis: java/time/Clock.systemUTC java/time/Clock.systemDefaultZone
      Workflow.newRandom: java/lang/Math.random java/util/Random.<init>
      Workflow.newRandom: java/util/SplittableRandom.<init> java/security/SecureRandom.<init>
      Workflow.newRandom: java/util/concurrent/ThreadLocalRandom.current
      Workflow.randomUUID: java/util/UUID.randomUUID
      Async.function or Async.procedure: java/lang/Thread.<init> java/lang/Thread.start
      Async.function or Async.procedure: java/util/concurrent/CompletableFuture.supplyAsync
      Async.function or Async.procedure: java/util/concurrent/CompletableFuture.runAsync
      Async.function or Async.procedure: java/util/concurrent/Executors.*
      Workflow.await: java/lang/Object.wait java/util/concurrent/locks/LockSupport.*
      """;

  private static final Map<String, String> REPLACEMENT_OF = new HashMap<>();

  static {
    for (String line : REPLACEMENTS.split("\n")) {
      String[] parts = line.split(": ");
      Stream.of(parts[1].split(" ")).forEach(call -> REPLACEMENT_OF.put(call, parts[0]));
    }
  }

  private ForbiddenCalls() {}

  /** Returns a sentence for each forbidden call in the package of the class. */
  static List<String> in(Class<?> workflow) {
    Set<String> found = new TreeSet<>();
    try {
      Path root = Path.of(workflow.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (Stream<Path> files =
          Files.list(root.resolve(workflow.getPackageName().replace('.', '/')))) {
        for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
          scan(new ClassReader(Files.readAllBytes(file)), found);
        }
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("Cannot read the compiled classes beside " + workflow, e);
    }
    return List.copyOf(found);
  }

  private static void scan(ClassReader reader, Set<String> found) {
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          private String file = reader.getClassName();

          @Override
          public void visitSource(String source, String debug) {
            file = source;
          }

          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] thrown) {
            return new MethodVisitor(Opcodes.ASM9) {
              private int line;

              @Override
              public void visitLineNumber(int number, Label start) {
                line = number;
              }

              @Override
              public void visitMethodInsn(
                  int opcode, String owner, String method, String type, boolean isInterface) {
                String instead =
                    REPLACEMENT_OF.getOrDefault(
                        owner + "." + method, REPLACEMENT_OF.get(owner + ".*"));
                if (instead != null) {
                  String name = owner.substring(owner.lastIndexOf('/') + 1);
                  found.add(
                      "%s:%d calls %s; in a workflow use %s"
                          .formatted(
                              file,
                              line,
                              method.equals("<init>") ? "new " + name : name + "." + method,
                              instead));
                }
              }
            };
          }
        },
        ClassReader.SKIP_FRAMES);
  }
}
