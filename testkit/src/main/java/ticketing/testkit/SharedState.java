package ticketing.testkit;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * Finds writes into static fields, and into the objects that they hold: all workflows of a worker
 * share them, and a replay finds there what was left by others. Constants are not written into.
 *
 * <p>It follows a value that comes from a static field through variables, fields, arguments and
 * results, but not into what a lambda gets or returns. A method is known by its name and types
 * alone. In the analysis, a {@link SourceValue} with a source is such a value.
 */
final class SharedState extends SourceInterpreter {
  /** The JDK's collections, atomics and the like; their methods return parts of what they hold. */
  private static final String CONTAINERS = "java/util/(concurrent/(atomic/)?)?[A-Z][\\w$]*";

  private static final Pattern PARTS =
      Pattern.compile(CONTAINERS + "[.](?!copyOf|clone|toArray).*");

  /** The methods that change what they are called on, or their first argument. */
  private static final Pattern CHANGES =
      Pattern.compile(
          "(%s|java/lang/StringBu\\w+|io/temporal/.*Builder)[.](%s)"
              .formatted(
                  CONTAINERS,
                  "(add|put|remove|replace|retain|set|clear|compute|merge|push|pop|poll|offer"
                      + "|increment|decrement|getAnd|compareAnd|delete|next)([A-Z]\\w*)"
                      + "|add|put|remove|replace|set|clear|compute|merge|push|pop|poll|offer"
                      + "|increment|decrement|delete|\\w+AndGet|accumulate|lazySet|flip"
                      + "|append|insert|sort|swap|fill|shuffle|reverse|rotate"));

  private static final String INSTEAD = "; in a workflow use a field that is not static";

  private final List<ClassNode> code;
  private final Set<String> found = new TreeSet<>();

  /** The parameters, results and fields that may hold what a static field holds. */
  private final Set<String> shared = new HashSet<>();

  private ClassNode type;
  private MethodNode method;

  /** Whether the method only initializes static fields. */
  private boolean initializes;

  SharedState(List<ClassNode> code) {
    super(Opcodes.ASM9);
    this.code = code;
  }

  /** Returns a sentence for each write. */
  Set<String> writes() {
    int before;
    do {
      before = shared.size();
      code.forEach(each -> each.methods.forEach(its -> analyze(each, its)));
    } while (shared.size() > before);
    return found;
  }

  private void analyze(ClassNode nextType, MethodNode nextMethod) {
    type = nextType;
    method = nextMethod;
    // A class is initialized once. Its lambdas run only then, unless a static field keeps them.
    initializes =
        method.name.equals("<clinit>")
            || method.name.startsWith("lambda$static$")
                && !shared.contains(type.name + method.name);
    try {
      new Analyzer<>(this).analyze(type.name, method);
    } catch (AnalyzerException e) {
      throw new IllegalStateException("Cannot analyze " + type.name + "." + method.name, e);
    }
  }

  @Override
  public SourceValue newParameterValue(boolean isInstanceMethod, int local, Type itsType) {
    return only(
        shared.contains(parameter(method.name, method.desc, local)),
        new SourceValue(itsType.getSize(), method.instructions.getFirst()));
  }

  @Override
  public SourceValue newOperation(AbstractInsnNode at) {
    return only(at.getOpcode() == Opcodes.GETSTATIC, super.newOperation(at));
  }

  @Override
  public SourceValue copyOperation(AbstractInsnNode at, SourceValue value) {
    return value;
  }

  @Override
  public SourceValue unaryOperation(AbstractInsnNode at, SourceValue value) {
    boolean result = false;
    switch (at.getOpcode()) {
      case Opcodes.CHECKCAST -> result = isShared(value);
      case Opcodes.GETFIELD -> result = isShared(value) || shared.contains(name(at));
      case Opcodes.PUTSTATIC -> checkStaticField((FieldInsnNode) at);
      case Opcodes.ARETURN -> share(value, method.name + method.desc);
      default -> {}
    }
    return only(result, super.unaryOperation(at, value));
  }

  @Override
  public SourceValue binaryOperation(AbstractInsnNode at, SourceValue first, SourceValue second) {
    if (at instanceof FieldInsnNode field) {
      share(second, name(field));
      checkWrite(first, at, "sets the field " + field.name + " of an object in a static field");
    }
    boolean result = at.getOpcode() == Opcodes.AALOAD && isShared(first);
    return only(result, super.binaryOperation(at, first, second));
  }

  @Override
  public SourceValue ternaryOperation(
      AbstractInsnNode at, SourceValue array, SourceValue index, SourceValue value) {
    checkWrite(array, at, "writes into an array in a static field");
    return super.ternaryOperation(at, array, index, value);
  }

  @Override
  public SourceValue naryOperation(AbstractInsnNode at, List<? extends SourceValue> values) {
    boolean isKept =
        at instanceof InvokeDynamicInsnNode && at.getNext().getOpcode() == Opcodes.PUTSTATIC;
    if (!initializes || isKept) {
      ForbiddenCalls.calls(at).forEach(call -> checkCall(at, call, values));
    }
    if (initializes && isKept) {
      ForbiddenCalls.calls(at).forEach(lambda -> shared.add(lambda.getOwner() + lambda.getName()));
    }
    boolean result =
        at instanceof MethodInsnNode call
            && (shared.contains(call.name + call.desc)
                || !values.isEmpty()
                    && isShared(values.get(0))
                    && PARTS.matcher(call.owner + "." + call.name).matches());
    return only(result, super.naryOperation(at, values));
  }

  private void checkStaticField(FieldInsnNode at) {
    boolean isFinal =
        type.fields.stream()
            .filter(field -> field.name.equals(at.name))
            .allMatch(field -> (field.access & Opcodes.ACC_FINAL) != 0);
    if (!initializes) {
      add(at, "sets the static field " + at.name);
    } else if (!isFinal) {
      add(at, "sets the static field " + at.name + ", which is not final");
    }
  }

  /** The arguments that a lambda or a method reference has captured are its first. */
  private void checkCall(AbstractInsnNode at, Handle call, List<? extends SourceValue> values) {
    int local = 0;
    for (SourceValue value : values) {
      if (isShared(value)) {
        shared.add(parameter(call.getName(), call.getDesc(), local));
        if (local == 0 && CHANGES.matcher(call.getOwner() + "." + call.getName()).matches()) {
          add(at, "calls " + ForbiddenCalls.name(call) + " on an object in a static field");
        }
      }
      local += value.getSize();
    }
  }

  private void share(SourceValue value, String holder) {
    if (!initializes && isShared(value)) {
      shared.add(holder);
    }
  }

  private void checkWrite(SourceValue into, AbstractInsnNode at, String what) {
    if (!initializes && isShared(into)) {
      add(at, what);
    }
  }

  private void add(AbstractInsnNode at, String what) {
    found.add(ForbiddenCalls.place(type, at) + " " + what + INSTEAD);
  }

  private static boolean isShared(SourceValue value) {
    return !value.insns.isEmpty();
  }

  /** Returns the value, without its source if it is not shared. */
  private static SourceValue only(boolean isShared, SourceValue value) {
    return isShared ? value : new SourceValue(value.getSize());
  }

  private static String name(AbstractInsnNode field) {
    return ((FieldInsnNode) field).owner + "." + ((FieldInsnNode) field).name;
  }

  private static String parameter(String method, String descriptor, int local) {
    return method + descriptor + local;
  }
}
