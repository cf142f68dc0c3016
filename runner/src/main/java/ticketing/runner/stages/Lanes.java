package ticketing.runner.stages;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.platform.engine.UniqueId;
import ticketing.testkit.TestTemporal;

/**
 * Runs tests side by side. A test mostly waits for messages to go to and fro, so two lanes need not
 * much more time than one, also on two cores. Each has a Temporal of its own, for skipped time can
 * be skipped for one test at a time.
 */
public final class Lanes {
  private static final int COUNT = Math.min(2, Runtime.getRuntime().availableProcessors());

  /** Of a test that has not run yet. Milliseconds. */
  private static final long USUAL_DURATION = 20;

  /** How long each test took when it ran last. Milliseconds. */
  private static final Map<UniqueId, Long> DURATIONS = new ConcurrentHashMap<>();

  private Lanes() {}

  /** Remembers how long a test took. Milliseconds. */
  static void took(UniqueId test, long duration) {
    DURATIONS.put(test, duration);
  }

  /** Deals the tests out, and waits until all lanes have run theirs. */
  static void run(List<UniqueId> tests, Consumer<List<UniqueId>> lane) {
    ExecutorService threads = Executors.newFixedThreadPool(COUNT);
    try {
      List<List<UniqueId>> dealt = deal(tests);
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < COUNT; i++) {
        int number = i;
        running.add(
            threads.submit(
                () -> {
                  TestTemporal.enterLane(number);
                  lane.accept(dealt.get(number));
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while tests run", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("The tests could not be run", e.getCause());
    } finally {
      threads.shutdown();
    }
  }

  /** The longest first, each to the lane that has the least to do. */
  private static List<List<UniqueId>> deal(List<UniqueId> tests) {
    List<List<UniqueId>> lanes = IntStream.range(0, COUNT).mapToObj(i -> newLane()).toList();
    long[] sums = new long[COUNT];
    for (UniqueId test :
        tests.stream().sorted(Comparator.comparing(Lanes::duration).reversed()).toList()) {
      int least = IntStream.range(0, COUNT).reduce(0, (i, j) -> sums[j] < sums[i] ? j : i);
      lanes.get(least).add(test);
      sums[least] += duration(test);
    }
    return lanes;
  }

  private static List<UniqueId> newLane() {
    return new ArrayList<>();
  }

  private static long duration(UniqueId test) {
    return DURATIONS.getOrDefault(test, USUAL_DURATION);
  }

  /** Starts each lane's Temporal, which takes a moment: before it is needed. */
  public static void prepare() {
    for (int i = 0; i < COUNT; i++) {
      TestTemporal.enterLane(i);
      TestTemporal.instance();
    }
    TestTemporal.enterLane(0);
  }
}
