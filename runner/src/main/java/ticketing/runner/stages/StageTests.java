package ticketing.runner.stages;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
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

/** Runs the tests of a stage in this JVM. */
public final class StageTests {
  /** What {@code mvn test} runs. */
  public static final String CORE = "core";

  /** The tag of the tests that are beyond core. */
  public static final String STRETCH = "stretch";

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

  /** The names of all its tests. None is run. */
  public static Set<String> names(StageCode code) {
    return discover(code).stream()
        .map(StageTests::nameOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Its tests, in the order in which they run, of which the filters let these through. */
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
    Lanes.run(
        tests.stream().map(TestIdentifier::getUniqueIdObject).toList(),
        lane -> {
          Thread.currentThread().setContextClassLoader(code.loader());
          LauncherDiscoveryRequest request =
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(lane.stream().map(id -> selectUniqueId(id)).toList())
                  .build();
          launcher().execute(request, new Collector(verdicts, each));
        });
    List<String> order = tests.stream().map(StageTests::nameOf).toList();
    return Verdict.of(
        verdicts.values().stream()
            .sorted(Comparator.comparing(verdict -> order.indexOf(verdict.test())))
            .toList());
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

  /** Collects the verdicts of one lane, whose tests run one after the other. */
  private static final class Collector implements TestExecutionListener {
    private final Map<UniqueId, TestVerdict> verdicts;
    private final Consumer<TestVerdict> each;
    private long begin;

    Collector(Map<UniqueId, TestVerdict> verdicts, Consumer<TestVerdict> each) {
      this.verdicts = verdicts;
      this.each = each;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
      begin = System.nanoTime();
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      UniqueId id = test.getUniqueIdObject();
      boolean failed = result.getStatus() != TestExecutionResult.Status.SUCCESSFUL;
      if (test.isTest()) {
        Lanes.took(id, (System.nanoTime() - begin) / 1_000_000);
      }
      if (test.isTest() || failed) {
        TestVerdict verdict =
            TestVerdict.of(
                nameOf(test),
                FailedTest.sentence(test),
                test.getTags().contains(TestTag.create(STRETCH)),
                failed ? result.getThrowable() : Optional.empty());
        // Each lane reports the failure of a whole class.
        if (verdicts.putIfAbsent(id, verdict) == null) {
          each.accept(verdict);
        }
      }
    }
  }
}
