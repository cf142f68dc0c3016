package ticketing.worker;

import io.temporal.worker.WorkerFactory;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.util.concurrent.TimeUnit;
import ticketing.order.OrderActivities;

/**
 * How a worker stops when it is asked to, by Ctrl-C or a termination signal: it takes no new work,
 * and the calls that it has begun come to their end and are reported. Whoever cannot wait presses
 * Ctrl-C again: a worker may be killed at any moment.
 *
 * <p>The exit code is the JVM's: 130 after Ctrl-C, 143 after a termination signal.
 */
final class GracefulStop {
  /** After so long Temporal has given up a call, and its outcome would not be taken any more. */
  private static final long GRACE_MILLIS = OrderActivities.START_TO_CLOSE.toMillis();

  /** Whoever waits longer is told for what. */
  private static final long SILENT_MILLIS = 1500;

  /** What a process ends with that a signal has ended: this and the signal's number. */
  private static final int BY_SIGNAL = 128;

  private GracefulStop() {}

  /** From now on the worker of this factory stops so. */
  static void install(WorkerFactory factory, PrintStream out) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(factory, out), "graceful stop"));
  }

  private static void stop(WorkerFactory factory, PrintStream out) {
    endAtOnceIfAskedAgain();
    factory.shutdown();
    factory.awaitTermination(SILENT_MILLIS, TimeUnit.MILLISECONDS);
    if (!factory.isTerminated()) {
      out.printf(
          "Stopping: what has begun comes to its end first, within %d s. Ctrl-C again ends it at"
              + " once.%n",
          TimeUnit.MILLISECONDS.toSeconds(GRACE_MILLIS));
      factory.awaitTermination(GRACE_MILLIS - SILENT_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /**
   * While the JVM shuts down, it takes no notice of signals by itself. By reflection, for javac
   * warns of every mention of these classes, in everybody's build.
   */
  private static void endAtOnceIfAskedAgain() {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object halting =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                int number = (int) signal.getMethod("getNumber").invoke(arguments[0]);
                Runtime.getRuntime().halt(BY_SIGNAL + number);
                return null;
              });
      for (String name : new String[] {"INT", "TERM"}) {
        signal
            .getMethod("handle", signal, handler)
            .invoke(null, signal.getConstructor(String.class).newInstance(name), halting);
      }
    } catch (ReflectiveOperationException e) {
      // Not this JVM's. Then one waits for the end of the grace.
    }
  }
}
