package ticketing.runner.stages;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;
import ticketing.testkit.FailedTest;
import ticketing.testkit.Ring;
import ticketing.testkit.TestTemporal;

/**
 * Runs the tests of a stage in this JVM, two at a time: a test mostly waits for messages. Each lane
 * has a Temporal of its own, because time is skipped for one test at a time.
 */
public final class StageTests {
  private static final int LANES = Math.min(2, Runtime.getRuntime().availableProcessors());

  private StageTests() {}

  /** Runs one ring after the other, until one fails. */
  public static Verdict runRings(StageCode code, Consumer<TestMessage> listener) {
    List<TestIdentifier> tests = discover(code);
    List<TestVerdict> verdicts = new ArrayList<>();
    for (Ring ring : Ring.values()) {
      List<TestIdentifier> ofRing = tests.stream().filter(test -> ring(test) == ring).toList();
      if (!ofRing.isEmpty() && verdicts.stream().allMatch(TestVerdict::passed)) {
        listener.accept(TestMessage.of(ring));
        verdicts.addAll(run(code, ofRing, listener).tests());
      }
    }
    return Verdict.of(verdicts);
  }

  /** Runs the tests with such names and rings. */
  public static Verdict run(StageCode code, BiPredicate<String, Ring> which) {
    List<TestIdentifier> tests =
        discover(code).stream().filter(test -> which.test(nameOf(test), ring(test))).toList();
    return run(code, tests, message -> {});
  }

  /** Returns the names of all tests, without running them. */
  public static Set<String> names(StageCode code) {
    return discover(code).stream()
        .map(StageTests::nameOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<TestIdentifier> discover(StageCode code) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(
                code.testClasses().stream().map(name -> selectClass(code.loader(), name)).toList())
            .build();
    TestPlan plan = launcher().discover(request);
    return plan.getRoots().stream()
        .flatMap(root -> plan.getDescendants(root).stream())
        .filter(test -> test.getSource().filter(MethodSource.class::isInstance).isPresent())
        .toList();
  }

  private static Verdict run(
      StageCode code, List<TestIdentifier> tests, Consumer<TestMessage> listener) {
    AtomicInteger lanes = new AtomicInteger();
    ExecutorService threads =
        Executors.newFixedThreadPool(LANES, task -> lane(lanes.getAndIncrement(), task, code));
    try {
      List<CompletableFuture<TestVerdict>> running =
          tests.stream()
              .map(test -> CompletableFuture.supplyAsync(() -> run(test), threads))
              .toList();
      List<TestVerdict> verdicts = new ArrayList<>();
      for (CompletableFuture<TestVerdict> each : running) {
        TestVerdict verdict = each.join();
        verdicts.add(verdict);
        // In the order of the verdicts, not in that of their ends.
        listener.accept(TestMessage.of(verdict));
      }
      return Verdict.of(verdicts);
    } finally {
      threads.shutdown();
    }
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

  /** Runs a test. If its class fails as a whole, so does the test. */
  private static TestVerdict run(TestIdentifier test) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    launcher()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectUniqueId(test.getUniqueIdObject()))
                .build(),
            listener);
    TestExecutionSummary summary = listener.getSummary();
    Optional<Throwable> failure =
        summary.getFailures().stream().map(Failure::getException).findFirst();
    if (failure.isEmpty() && summary.getTestsSucceededCount() == 0) {
      failure = Optional.of(new AssertionError("The test was skipped."));
    }
    String sentence = FailedTest.sentence(test);
    Optional<FailedTest> failed = failure.map(cause -> new FailedTest(sentence, cause));
    return new TestVerdict(
        nameOf(test),
        sentence,
        ring(test),
        failed.isEmpty(),
        failed.map(FailedTest::headline).orElse(""),
        failed.map(FailedTest::report).orElse(""));
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
    return ((MethodSource) test.getSource().orElseThrow()).getMethodName();
  }

  private static Ring ring(TestIdentifier test) {
    return Ring.of(test.getTags().stream().map(TestTag::getName).collect(Collectors.toSet()));
  }
}
