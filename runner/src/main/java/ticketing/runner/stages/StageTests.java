package ticketing.runner.stages;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.platform.engine.Filter;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import ticketing.testkit.FailedTest;
import ticketing.testkit.TestTemporal;

/**
 * Runs the tests of a stage in this JVM, two at a time: a test mostly waits for messages. Each lane
 * has a Temporal of its own, because time is skipped for one test at a time.
 */
public final class StageTests {
  /** The tag of the tests that {@code mvn test} runs. */
  public static final String CORE = "core";

  /** The tag of the tests that are beyond core. */
  public static final String STRETCH = "stretch";

  private static final int LANES = Math.min(2, Runtime.getRuntime().availableProcessors());

  private StageTests() {}

  /** Runs the tests that have one of these tags. */
  public static Verdict run(StageCode code, String... tags) {
    return run(code, test -> {}, tags);
  }

  /**
   * Runs the tests that have one of these tags.
   *
   * @param each is called for each test when it has ended
   */
  static Verdict run(StageCode code, Consumer<TestVerdict> each, String... tags) {
    return runFiltered(code, TagFilter.includeTags(tags), each);
  }

  /** Runs the tests with such names, whatever their tags. */
  public static Verdict runNamed(StageCode code, Predicate<String> names) {
    PostDiscoveryFilter filter =
        candidate ->
            FilterResult.includedIf(
                candidate
                    .getSource()
                    .filter(MethodSource.class::isInstance)
                    .map(source -> names.test(((MethodSource) source).getMethodName()))
                    .orElse(true));
    return runFiltered(code, filter, test -> {});
  }

  /** Returns the names of all tests, without running them. */
  public static Set<String> names(StageCode code) {
    return discover(code).stream()
        .map(StageTests::nameOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns the tests that the filters let through, in the order in which they run. */
  private static List<TestIdentifier> discover(StageCode code, Filter<?>... filters) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(code.testClasses().stream().map(type -> selectClass(type)).toList())
            .filters(filters)
            .build();
    TestPlan plan = launcher().discover(request);
    return plan.getRoots().stream()
        .flatMap(root -> plan.getDescendants(root).stream())
        .filter(test -> test.getSource().filter(MethodSource.class::isInstance).isPresent())
        .toList();
  }

  private static Verdict runFiltered(StageCode code, Filter<?> filter, Consumer<TestVerdict> each) {
    List<TestIdentifier> tests = discover(code, filter);
    Map<UniqueId, TestVerdict> verdicts = new ConcurrentHashMap<>();
    Collector collector = new Collector(verdicts, each);
    AtomicInteger lanes = new AtomicInteger();
    ExecutorService threads =
        Executors.newFixedThreadPool(LANES, task -> lane(lanes.getAndIncrement(), task, code));
    try {
      CompletableFuture.allOf(
              tests.stream()
                  .map(test -> CompletableFuture.runAsync(() -> run(test, collector), threads))
                  .toArray(CompletableFuture[]::new))
          .join();
    } finally {
      threads.shutdown();
    }
    List<String> order = tests.stream().map(StageTests::nameOf).toList();
    return Verdict.of(
        verdicts.values().stream()
            .sorted(Comparator.comparing(verdict -> order.indexOf(verdict.test())))
            .toList());
  }

  private static Thread lane(int number, Runnable task, StageCode code) {
    Thread thread =
        new Thread(
            () -> {
              TestTemporal.enterLane(number);
              task.run();
            },
            "tests-" + number);
    thread.setContextClassLoader(code.loader());
    return thread;
  }

  private static void run(TestIdentifier test, Collector collector) {
    launcher()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectUniqueId(test.getUniqueIdObject()))
                .build(),
            collector);
  }

  /** Starts the Temporal of each lane, which takes a moment: before it is needed. */
  static void prepare() {
    for (int lane = 0; lane < LANES; lane++) {
      TestTemporal.enterLane(lane);
      TestTemporal.instance();
    }
    TestTemporal.enterLane(0);
  }

  private static Launcher launcher() {
    return LauncherFactory.create(
        LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build());
  }

  private static String nameOf(TestIdentifier test) {
    return test.getSource()
        .filter(MethodSource.class::isInstance)
        .map(source -> ((MethodSource) source).getMethodName())
        .orElse(test.getDisplayName());
  }

  /** Collects verdicts; the failure of a whole class is reported with each of its tests. */
  private record Collector(Map<UniqueId, TestVerdict> verdicts, Consumer<TestVerdict> each)
      implements TestExecutionListener {
    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      boolean failed = result.getStatus() != TestExecutionResult.Status.SUCCESSFUL;
      if (test.isTest() || failed) {
        TestVerdict verdict =
            TestVerdict.of(
                nameOf(test),
                FailedTest.sentence(test),
                test.getTags().contains(TestTag.create(STRETCH)),
                failed ? result.getThrowable() : Optional.empty());
        if (verdicts.putIfAbsent(test.getUniqueIdObject(), verdict) == null) {
          each.accept(verdict);
        }
      }
    }
  }
}
