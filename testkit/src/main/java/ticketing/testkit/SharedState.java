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
import org.objectweb.asm.tree.analysis.Frame;
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
final class SharedState {
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

  SharedState(List<ClassNode> code) {
    this.code = code;
  }

  /** Returns a sentence for each write. */
  Set<String> writes() {
    int before;
    do {
      before = shared.size();
      for (ClassNode type : code) {
        type.methods.forEach(method -> analyze(type, method));
      }
    } while (shared.size() > before);
    return found;
  }

  private void analyze(ClassNode type, MethodNode method) {
    try {
      Frame<SourceValue>[] frames =
          new Analyzer<>(new Following(method)).analyze(type.name, method);
      for (int i = 0; i < frames.length; i++) {
        if (frames[i] != null) { // it can be reached
          check(type, method, method.instructions.get(i), frames[i]);
        }
      }
    } catch (AnalyzerException e) {
      throw new IllegalStateException("Cannot analyze " + type.name + "." + method.name, e);
    }
  }

  private void check(
      ClassNode type, MethodNode method, AbstractInsnNode at, Frame<SourceValue> frame) {
    int operation = at.getOpcode();
    boolean initializes = isInitializer(type, method);
    if (operation == Opcodes.PUTSTATIC) {
      String name = ((FieldInsnNode) at).name;
      if (!initializes) {
        add(type, at, "sets the static field " + name);
      } else if (type.fields.stream().anyMatch(f -> f.name.equals(name) && !isFinal(f.access))) {
        add(type, at, "sets the static field " + name + ", which is not final");
      }
    } else if (initializes) {
      if (at instanceof InvokeDynamicInsnNode && at.getNext().getOpcode() == Opcodes.PUTSTATIC) {
        checkCalls(type, at, frame);
        ForbiddenCalls.calls(at)
            .forEach(lambda -> shared.add(lambda.getOwner() + lambda.getName()));
      }
    } else if (operation == Opcodes.PUTFIELD) {
      FieldInsnNode field = (FieldInsnNode) at;
      if (isShared(top(frame, 0))) {
        shared.add(key(field));
      }
      if (isShared(top(frame, 1))) {
        add(type, at, "sets the field " + field.name + " of an object in a static field");
      }
    } else if (operation >= Opcodes.IASTORE && operation <= Opcodes.SASTORE) {
      if (isShared(top(frame, 2))) {
        add(type, at, "writes into an array in a static field");
      }
    } else if (operation == Opcodes.ARETURN && isShared(top(frame, 0))) {
      shared.add(method.name + method.desc);
    } else {
      checkCalls(type, at, frame);
    }
  }

  /** A class is initialized once. Its lambdas run only then, unless a static field keeps them. */
  private boolean isInitializer(ClassNode type, MethodNode method) {
    return method.name.equals("<clinit>")
        || method.name.startsWith("lambda$static$") && !shared.contains(type.name + method.name);
  }

  private void checkCalls(ClassNode type, AbstractInsnNode at, Frame<SourceValue> frame) {
    ForbiddenCalls.calls(at).forEach(call -> checkCall(type, at, frame, call));
  }

  private void checkCall(
      ClassNode type, AbstractInsnNode at, Frame<SourceValue> frame, Handle call) {
    // The arguments that a lambda or a method reference has captured are its first.
    boolean hasReceiver = at instanceof MethodInsnNode && call.getTag() != Opcodes.H_INVOKESTATIC;
    String passed = at instanceof InvokeDynamicInsnNode lambda ? lambda.desc : call.getDesc();
    int local = 0;
    for (int i = Type.getArgumentTypes(passed).length - (hasReceiver ? 0 : 1); i >= 0; i--) {
      if (isShared(top(frame, i))) {
        shared.add(parameter(call.getName(), call.getDesc(), local));
        if (local == 0 && CHANGES.matcher(call.getOwner() + "." + call.getName()).matches()) {
          add(type, at, "calls " + ForbiddenCalls.name(call) + " on an object in a static field");
        }
      }
      local += top(frame, i).getSize();
    }
  }

  private void add(ClassNode type, AbstractInsnNode at, String what) {
    found.add(ForbiddenCalls.place(type, at) + " " + what + INSTEAD);
  }

  private static boolean isFinal(int access) {
    return (access & Opcodes.ACC_FINAL) != 0;
  }

  private static boolean isShared(SourceValue value) {
    return !value.insns.isEmpty();
  }

  private static SourceValue top(Frame<SourceValue> frame, int below) {
    return frame.getStack(frame.getStackSize() - 1 - below);
  }

  private static String key(FieldInsnNode field) {
    return field.owner + "." + field.name;
  }

  private static String parameter(String method, String descriptor, int local) {
    return method + descriptor + local;
  }

  /** Gives a value a source if it comes from a static field. */
  private final class Following extends SourceInterpreter {
    private final MethodNode method;

    Following(MethodNode method) {
      super(Opcodes.ASM9);
      this.method = method;
    }

    private SourceValue only(boolean isShared, SourceValue value) {
      return isShared || value == null ? value : new SourceValue(value.getSize());
    }

    @Override
    public SourceValue newParameterValue(boolean isInstanceMethod, int local, Type type) {
      return only(
          shared.contains(parameter(method.name, method.desc, local)),
          new SourceValue(type.getSize(), method.instructions.getFirst()));
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
      return switch (at.getOpcode()) {
        case Opcodes.CHECKCAST -> value;
        case Opcodes.GETFIELD ->
            only(
                isShared(value) || shared.contains(key((FieldInsnNode) at)),
                super.unaryOperation(at, value));
        default -> only(false, super.unaryOperation(at, value));
      };
    }

    @Override
    public SourceValue binaryOperation(AbstractInsnNode at, SourceValue first, SourceValue second) {
      return only(
          at.getOpcode() == Opcodes.AALOAD && isShared(first),
          super.binaryOperation(at, first, second));
    }

    @Override
    public SourceValue naryOperation(AbstractInsnNode at, List<? extends SourceValue> values) {
      return only(
          at instanceof MethodInsnNode call
              && (shared.contains(call.name + call.desc)
                  || !values.isEmpty()
                      && isShared(values.get(0))
                      && PARTS.matcher(call.owner + "." + call.name).matches()),
          super.naryOperation(at, values));
    }
  }
}
