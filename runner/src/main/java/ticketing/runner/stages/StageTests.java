package ticketing.runner.stages;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
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

  /**
   * How one test ended.
   *
   * @param test the method's name
   * @param sentence its name as a sentence
   * @param stretch whether it is a test beyond core
   * @param failure why it failed; empty if it passed
   */
  public record Result(
      String test, String sentence, boolean stretch, Optional<Throwable> failure) {}

  /** How a run ended: the results in the order in which the tests ran. */
  public record Results(List<Result> all) {

    /** The names of the tests that passed. */
    public Set<String> passed() {
      return names(false);
    }

    /** The names of the tests that failed. */
    public Set<String> failed() {
      return names(true);
    }

    private Set<String> names(boolean failed) {
      return all.stream()
          .filter(result -> result.failure().isPresent() == failed)
          .map(Result::test)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** Runs the tests that have one of these tags. */
  public static Results run(StageCode code, String... tags) {
    return run(code, result -> {}, tags);
  }

  /**
   * Runs the tests that have one of these tags.
   *
   * @param each is told of each when it has ended, of one at a time
   */
  public static Results run(StageCode code, Consumer<Result> each, String... tags) {
    return runFiltered(code, TagFilter.includeTags(tags), each);
  }

  /** Runs the tests with such names, whatever their tags. */
  public static Results runNamed(StageCode code, Predicate<String> names) {
    PostDiscoveryFilter filter =
        candidate ->
            FilterResult.includedIf(
                candidate
                    .getSource()
                    .filter(MethodSource.class::isInstance)
                    .map(source -> names.test(((MethodSource) source).getMethodName()))
                    .orElse(true));
    return runFiltered(code, filter, result -> {});
  }

  /** The names of all its tests. None is run. */
  public static Set<String> names(StageCode code) {
    return withLoaderOf(code, () -> discover(code)).stream()
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

  private static Results runFiltered(StageCode code, Filter<?> filter, Consumer<Result> each) {
    List<TestIdentifier> tests = withLoaderOf(code, () -> discover(code, filter));
    Map<UniqueId, Result> results = new HashMap<>();
    BiConsumer<UniqueId, Result> collector =
        (id, result) -> {
          synchronized (results) {
            // A failure of the whole class is met in each lane.
            if (results.put(id, result) == null) {
              each.accept(result);
            }
          }
        };
    Lanes.run(
        tests.stream().map(TestIdentifier::getUniqueIdObject).toList(),
        ids ->
            withLoaderOf(
                code,
                () -> {
                  execute(ids, new Collector(collector));
                  return ids;
                }));
    List<String> order = tests.stream().map(StageTests::nameOf).toList();
    return new Results(
        results.values().stream()
            .sorted(Comparator.comparing(result -> order.indexOf(result.test())))
            .toList());
  }

  private static void execute(List<UniqueId> tests, Collector collector) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(tests.stream().map(id -> selectUniqueId(id)).toList())
            .build();
    launcher().execute(request, collector);
  }

  private static <T> T withLoaderOf(StageCode code, Supplier<T> action) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(code.loader());
    try {
      return action.get();
    } finally {
      thread.setContextClassLoader(before);
    }
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

  /** Told of the tests of one lane, which run one after the other. */
  private static final class Collector implements TestExecutionListener {
    private final BiConsumer<UniqueId, Result> each;
    private long begin;

    Collector(BiConsumer<UniqueId, Result> each) {
      this.each = each;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
      begin = System.nanoTime();
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      boolean failed = result.getStatus() != TestExecutionResult.Status.SUCCESSFUL;
      if (test.isTest()) {
        Lanes.took(test.getUniqueIdObject(), (System.nanoTime() - begin) / 1_000_000);
      }
      if (test.isTest() || failed) {
        each.accept(
            test.getUniqueIdObject(),
            new Result(
                nameOf(test),
                FailedTest.sentence(test),
                test.getTags().contains(TestTag.create(STRETCH)),
                failed ? result.getThrowable() : Optional.empty()));
      }
    }
  }
}
