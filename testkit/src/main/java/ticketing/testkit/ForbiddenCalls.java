package ticketing.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Finds calls in compiled workflow code that Temporal forbids there, because they block the worker
 * or give another value in a replay, and writes into {@link SharedState}. A replay finds them only
 * if they change the commands.
 *
 * @see <a
 *     href="https://docs.temporal.io/develop/java/core-application#workflow-logic-requirements">
 *     Temporal: Workflow logic requirements</a>
 */
final class ForbiddenCalls {
  /**
   * What to use, and the calls that it replaces, as regular expressions. The first that matches
   * counts. An expression with a parenthesis is about the arguments too.
   */
  private static final String REPLACEMENTS =
      """
      Workflow.sleep: java/lang/Thread.sleep java/util/concurrent/TimeUnit.(sleep|timed\\w+)
      Workflow.currentTimeMillis: java/lang/System.(currentTimeMillis|nanoTime)
      Workflow.currentTimeMillis: java/time/[\\w/]+.(now|dateNow)\\((?!Ljava/time/Clock;).*
      Workflow.currentTimeMillis: java/time/\\w+.(system\\w*|tick(Millis|Seconds|Minutes))
      Workflow.currentTimeMillis: java/util/Date.<init>\\(\\) java/util/Calendar.getInstance
      Workflow.currentTimeMillis: java/util/GregorianCalendar.<init>\\((L.*)?\\)
      Workflow.newRandom: java/lang/(Math|StrictMath).random java/security/SecureRandom.*
      Workflow.newRandom: java/util/(Random|SplittableRandom).<init>\\(\\)
      Workflow.newRandom: java/util/concurrent/ThreadLocalRandom.*
      Workflow.newRandom: java/util/random/RandomGenerator[$\\w]*.(of|getDefault|all)
      Workflow.newRandom: java/util/random/RandomGeneratorFactory.*
      Workflow.newRandom: java/util/Collections.shuffle\\(Ljava/util/List;\\)
      Workflow.newRandom: java/lang/(System.identityHashCode|(Object|Enum).hashCode)
      Workflow.randomUUID: java/util/UUID.randomUUID
      Workflow.await: java/lang/Object.wait java/util/concurrent/(Semaphore|Phaser|Exchanger).*
      Workflow.await: java/util/concurrent/(locks/|CountDown|Cyclic|Synchronous|Delay).*
      Workflow.await: java/util/concurrent/\\w*(Blocking|Transfer)\\w*.*
      WorkflowThreadLocal: java/lang/(Inheritable)?ThreadLocal.*
      Async.function: java/lang/Thread(Group|[$].*)?[.](?!currentThread|interrupt|getName).*
      Async.function: java/util/Timer.* java/util/.*[.]parallel\\w*
      Async.function: java/util/concurrent/(?!atomic|Conc|Copy|Call|TimeUnit|\\w+Exception).*
      an activity: java/io/(File|File\\w+put\\w+|File\\w+er|RandomAccessFile)[.].*
      an activity: java/nio/(file/Files|channels/).* java/net/(http/|\\w*Socket|Inet|URL.open).*
      an activity: java/lang/System.(getenv|\\w*Propert\\w*) java/lang/(Process|Runtime[.]).*
      an activity: java/lang/(Integer|Long|Boolean).get(Integer|Long|Boolean)
      a plain call: java/lang/Class.forName java/lang/reflect/(Method.invoke|\\w+.newInstance)
      a plain call: java/lang/reflect/Field.[gs]et.* java/lang/invoke/\\w+Handle[.].*
      a plain call: java/util/ServiceLoader.*
      """;

  private static final Map<Pattern, String> REPLACEMENT_OF = new LinkedHashMap<>();

  static {
    for (String line : REPLACEMENTS.split("\n")) {
      String[] parts = line.split(": ");
      Stream.of(parts[1].split(" "))
          .forEach(calls -> REPLACEMENT_OF.put(Pattern.compile(calls), parts[0]));
    }
  }

  private ForbiddenCalls() {}

  /** Returns a sentence for each one in the workflows and in the classes that they use. */
  static List<String> in(List<Class<?>> workflows) {
    List<ClassNode> code = WorkflowCode.of(workflows);
    Set<String> found = new TreeSet<>(new SharedState(code).writes());
    for (ClassNode type : code) {
      for (MethodNode method : type.methods) {
        for (AbstractInsnNode instruction : method.instructions) {
          calls(instruction)
              .filter(call -> call.getOwner().startsWith("java/"))
              .flatMap(call -> finding(type, instruction, call).stream())
              .forEach(found::add);
        }
      }
    }
    return List.copyOf(found);
  }

  /** Returns the method that an instruction calls, or that a method reference or lambda is of. */
  static Stream<Handle> calls(AbstractInsnNode instruction) {
    if (instruction instanceof MethodInsnNode call) {
      boolean isStatic = call.getOpcode() == Opcodes.INVOKESTATIC;
      int kind = isStatic ? Opcodes.H_INVOKESTATIC : Opcodes.H_INVOKEVIRTUAL;
      return Stream.of(new Handle(kind, call.owner, call.name, call.desc, call.itf));
    }
    return instruction instanceof InvokeDynamicInsnNode dynamic
        ? Stream.of(dynamic.bsmArgs)
            .filter(Handle.class::isInstance)
            .map(Handle.class::cast)
            .filter(handle -> handle.getTag() >= Opcodes.H_INVOKEVIRTUAL) // no field
        : Stream.empty();
  }

  private static Optional<String> finding(
      ClassNode type, AbstractInsnNode instruction, Handle call) {
    String method = call.getOwner() + "." + call.getName();
    String arguments = call.getDesc().substring(0, call.getDesc().indexOf(')') + 1);
    return REPLACEMENT_OF.entrySet().stream()
        .filter(
            entry ->
                Stream.of(method, method + arguments)
                    .anyMatch(text -> entry.getKey().matcher(text).matches()))
        .findFirst()
        .map(
            entry ->
                "%s calls %s; in a workflow use %s"
                    .formatted(place(type, instruction), name(call), entry.getValue()));
  }

  /** Returns a call as in source code, such as {@code Instant.now} or {@code new Date}. */
  static String name(Handle call) {
    String owner = Type.getObjectType(call.getOwner()).getClassName();
    String simple = owner.substring(owner.lastIndexOf('.') + 1).replace('$', '.');
    return call.getName().equals("<init>") ? "new " + simple : simple + "." + call.getName();
  }

  /** Returns file and line of an instruction. */
  static String place(ClassNode type, AbstractInsnNode instruction) {
    AbstractInsnNode at = instruction;
    while (at != null && !(at instanceof LineNumberNode)) {
      at = at.getPrevious();
    }
    return type.sourceFile + ":" + (at instanceof LineNumberNode number ? number.line : 0);
  }
}
