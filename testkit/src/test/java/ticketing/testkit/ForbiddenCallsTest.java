package ticketing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles code as a student may write it, and tests what is found in it. */
class ForbiddenCallsTest {
  private static final String HEAD =
      """
      package student;
      import io.temporal.common.*;
      import io.temporal.workflow.*;
      import java.time.*;
      import java.util.*;
      import java.util.concurrent.*;
      import java.util.concurrent.atomic.*;
      import java.util.concurrent.locks.*;
      import java.util.function.*;
      import java.util.random.*;
      import java.util.stream.*;
      import org.slf4j.*;
      public class Flow {
      """;

  @TempDir private Path folder;

  /** Returns what is found in {@code student.Flow}; each source is a file of its own. */
  private List<String> found(String... sources) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("-nowarn", "-g", "-d", folder.toString()));
    arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
    for (String source : sources) {
      String name = source.replaceFirst("(?s).*?(?:class|enum|record) (\\w+).*", "$1.java");
      Path file = Files.createDirectories(folder.resolve("source")).resolve(name);
      arguments.add(Files.writeString(file, source).toString());
    }
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, arguments.toArray(String[]::new)))
        .isZero();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      return ForbiddenCalls.in(List.of(loader.loadClass("student.Flow")));
    }
  }

  /** Asserts that what is found in the members of a workflow class is what their comments say. */
  private void assertFound(String members) throws Exception {
    List<String> lines = (HEAD + members).lines().toList();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String[] parts = lines.get(i).split(" // ");
      if (parts.length == 2) {
        expected.add("Flow.java:%d %s".formatted(i + 1, parts[1]));
      }
    }
    assertThat(found(HEAD + members + "}")).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void a_forbidden_call_comes_with_its_line_and_its_replacement() throws Exception {
    assertThat(found("package student;\npublic class Flow {\n long a = System.nanoTime();\n}"))
        .containsExactly(
            "Flow.java:3 calls System.nanoTime; in a workflow use Workflow.currentTimeMillis");
  }

  @Test
  void every_kind_of_forbidden_call_is_found() throws Exception {
    String calls =
        """
        Thread.sleep(1);                                  // Thread.sleep; Workflow.sleep
        TimeUnit.DAYS.sleep(1);                           // TimeUnit.sleep; Workflow.sleep
        System.currentTimeMillis();                       // System.currentTimeMillis; Workflow.currentTimeMillis
        Instant.now();                                    // Instant.now; Workflow.currentTimeMillis
        LocalDate.now(ZoneOffset.UTC);                    // LocalDate.now; Workflow.currentTimeMillis
        Year.now();                                       // Year.now; Workflow.currentTimeMillis
        java.time.chrono.JapaneseDate.now();              // JapaneseDate.now; Workflow.currentTimeMillis
        Clock.systemUTC();                                // Clock.systemUTC; Workflow.currentTimeMillis
        Clock.tickSeconds(ZoneOffset.UTC);                // Clock.tickSeconds; Workflow.currentTimeMillis
        InstantSource.system();                           // InstantSource.system; Workflow.currentTimeMillis
        new Date();                                       // new Date; Workflow.currentTimeMillis
        Calendar.getInstance();                           // Calendar.getInstance; Workflow.currentTimeMillis
        new GregorianCalendar();                          // new GregorianCalendar; Workflow.currentTimeMillis
        new GregorianCalendar(Locale.ROOT);               // new GregorianCalendar; Workflow.currentTimeMillis
        Math.random();                                    // Math.random; Workflow.newRandom
        StrictMath.random();                              // StrictMath.random; Workflow.newRandom
        new Random();                                     // new Random; Workflow.newRandom
        new Random() {};                                  // new Random; Workflow.newRandom
        new SplittableRandom();                           // new SplittableRandom; Workflow.newRandom
        new java.security.SecureRandom();                 // new SecureRandom; Workflow.newRandom
        ThreadLocalRandom.current();                      // ThreadLocalRandom.current; Workflow.newRandom
        RandomGenerator.getDefault();                     // RandomGenerator.getDefault; Workflow.newRandom
        RandomGenerator.of("Random");                     // RandomGenerator.of; Workflow.newRandom
        RandomGenerator.SplittableGenerator.of("x");      // RandomGenerator.SplittableGenerator.of; Workflow.newRandom
        RandomGeneratorFactory.getDefault();              // RandomGeneratorFactory.getDefault; Workflow.newRandom
        Collections.shuffle(new ArrayList<>());           // Collections.shuffle; Workflow.newRandom
        new Object().hashCode();                          // Object.hashCode; Workflow.newRandom
        System.identityHashCode(this);                    // System.identityHashCode; Workflow.newRandom
        UUID.randomUUID();                                // UUID.randomUUID; Workflow.randomUUID
        wait();                                           // Object.wait; Workflow.await
        LockSupport.parkNanos(1);                         // LockSupport.parkNanos; Workflow.await
        new ReentrantLock();                              // new ReentrantLock; Workflow.await
        new CountDownLatch(1);                            // new CountDownLatch; Workflow.await
        new Semaphore(1);                                 // new Semaphore; Workflow.await
        new LinkedBlockingQueue<String>();                // new LinkedBlockingQueue; Workflow.await
        new Thread();                                     // new Thread; Async.function
        Thread.currentThread().join();                    // Thread.join; Async.function
        Executors.newCachedThreadPool();                  // Executors.newCachedThreadPool; Async.function
        ForkJoinPool.commonPool();                        // ForkJoinPool.commonPool; Async.function
        CompletableFuture.runAsync(null);                 // CompletableFuture.runAsync; Async.function
        ((Future<?>) null).get();                         // Future.get; Async.function
        List.of().parallelStream();                       // List.parallelStream; Async.function
        Stream.of().parallel();                           // Stream.parallel; Async.function
        new Timer();                                      // new Timer; Async.function
        new ThreadLocal<String>();                        // new ThreadLocal; WorkflowThreadLocal
        System.getenv("A");                               // System.getenv; an activity
        System.setProperty("a", "b");                     // System.setProperty; an activity
        Long.getLong("a");                                // Long.getLong; an activity
        Runtime.getRuntime();                             // Runtime.getRuntime; an activity
        java.nio.file.Files.createTempFile("a", "b");     // Files.createTempFile; an activity
        new java.io.FileReader("a");                      // new FileReader; an activity
        new java.net.Socket();                            // new Socket; an activity
        java.net.http.HttpClient.newHttpClient();         // HttpClient.newHttpClient; an activity
        Class.forName("a");                               // Class.forName; a plain call
        Flow.class.getMethod("a").invoke(this);           // Method.invoke; a plain call
        """;
    AtomicInteger number = new AtomicInteger();
    assertFound(
        Pattern.compile("(?m)^(.*?) +// (.*); (.*)$")
            .matcher(calls)
            .replaceAll(
                line ->
                    "void call%d() throws Exception { $1 } // calls $2; in a workflow use $3"
                        .formatted(number.incrementAndGet())));
  }

  @Test
  void method_references_and_lambdas_are_followed() throws Exception {
    assertFound(
        """
        Supplier<Instant> now = Instant::now; // calls Instant.now; in a workflow use Workflow.currentTimeMillis
        Supplier<UUID> id = () -> UUID.randomUUID(); // calls UUID.randomUUID; in a workflow use Workflow.randomUUID
        Function<String, Thread> thread = Thread::new; // calls new Thread; in a workflow use Async.function
        static { Runnable later = () -> { new Object() { Object at = new Date(); }; }; } // calls new Date; in a workflow use Workflow.currentTimeMillis
        """);
  }

  @Test
  void helpers_are_followed_into_every_package() throws Exception {
    assertThat(
            found(
                "package student; public class Flow { Object a = student.other.Helper.NAME; }",
                """
                package student.other;
                public class Helper { public static Object NAME = "student.Hidden"; }
                """,
                "package student; class Hidden { Attempt next(Attempt last) { return last; } }",
                """
                package student; record Attempt(String at) {
                  Attempt { at = java.time.Instant.now().toString(); }
                }
                """,
                "package student; class FlowWorker { Thread thread = new Thread(); }",
                "package student; class Flo { Thread thread = new Thread(); }"))
        .containsExactly(
            "Attempt.java:2 calls Instant.now; in a workflow use Workflow.currentTimeMillis",
            "Helper.java:2 sets the static field NAME, which is not final;"
                + " in a workflow use a field that is not static");
  }

  @Test
  void every_write_into_static_state_is_found() throws Exception {
    String members =
        """
        static int count = 1; // sets the static field count, which is not final
        static int late;
        static final Map<String, String> SEEN = new ConcurrentHashMap<>();
        static final Map<String, List<String>> LISTS = new HashMap<>();
        static final AtomicInteger NUMBER = new AtomicInteger();
        static final int[] ARRAY = {1};
        static final int[][] ARRAYS = {{1}};
        static final StringBuilder TEXT = new StringBuilder();
        static final Random RANDOM = new Random(42);
        static final RetryOptions.Builder RETRY = RetryOptions.newBuilder();
        static final Flow SELF = new Flow();
        static final BiConsumer<String, String> LAMBDA = (key, value) -> SEEN.put(key, value); // calls Map.put on an object in a static field
        static final Consumer<String> REMOVE = SEEN::remove; // calls Map.remove on an object in a static field
        final Map<String, String> alias = SEEN;
        int own;
        void setsLate() { late++; } // sets the static field late
        void put() { SEEN.put("a", "b"); } // calls Map.put on an object in a static field
        void local() { var map = SEEN; if (own > 1) { map = new HashMap<>(); } map.clear(); } // calls Map.clear on an object in a static field
        void field() { alias.remove("a"); } // calls Map.remove on an object in a static field
        void passes(long a) { takes(a, SEEN, 1); }
        static void takes(long a, Map<String, String> map, int b) { map.merge("a", "b", String::concat); } // calls Map.merge on an object in a static field
        static Map<String, String> returns() { return SEEN; }
        void usesReturned() { returns().putIfAbsent("a", "b"); } // calls Map.putIfAbsent on an object in a static field
        void reference() { BiFunction<String, String, String> put = SEEN::put; } // calls Map.put on an object in a static field
        void captured() { var map = SEEN; Runnable clear = () -> map.clear(); } // calls Map.clear on an object in a static field
        void part() { LISTS.get("a").add("b"); } // calls List.add on an object in a static field
        void created() { LISTS.computeIfAbsent("a", a -> new ArrayList<>()); } // calls Map.computeIfAbsent on an object in a static field
        void each() { for (List<String> list : LISTS.values()) { list.add("a"); } } // calls List.add on an object in a static field
        void increments() { NUMBER.incrementAndGet(); } // calls AtomicInteger.incrementAndGet on an object in a static field
        void stores() { ARRAY[0] = 2; } // writes into an array in a static field
        void storesDeep() { ARRAYS[0][0]++; } // writes into an array in a static field
        void fills() { Arrays.fill(ARRAY, 2); } // calls Arrays.fill on an object in a static field
        void adds() { Collections.addAll(LISTS.get("a"), "b"); } // calls Collections.addAll on an object in a static field
        void appends() { TEXT.append("a"); } // calls StringBuilder.append on an object in a static field
        int next() { return RANDOM.nextInt(); } // calls Random.nextInt on an object in a static field
        void builds() { RETRY.setMaximumAttempts(1); } // calls RetryOptions.Builder.setMaximumAttempts on an object in a static field
        void sets() { SELF.own = 1; } // sets the field own of an object in a static field
        void calls() { SELF.setsOwn(); Once.ONLY.setsName("a"); }
        void setsOwn() { own = 2; } // sets the field own of an object in a static field
        enum Once { ONLY { void setsName(String to) { name = to; } }; // sets the field name of an object in a static field
          String name; abstract void setsName(String to); }
        """;
    assertFound(members.replaceAll("( // .*)", "$1; in a workflow use a field that is not static"));
  }

  @Test
  void right_code_passes() throws Exception {
    assertFound(
        """
        static final Logger LOG = Workflow.getLogger(Flow.class);
        static final Duration PAUSE = Duration.ofSeconds(1);
        static final RetryOptions RETRY = RetryOptions.newBuilder().setMaximumAttempts(1).build();
        static final List<String> TYPES = List.of("Rejected", "NotSent");
        static final Set<String> HASHED = new HashSet<>(Arrays.asList("a", "b"));
        static final Map<String, Integer> FILLED = new HashMap<>();
        static final Duration[] PAUSES = {PAUSE, PAUSE.multipliedBy(2)};
        static final Comparator<String> ORDER = Comparator.naturalOrder();
        static final Once ONCE = Once.FIRST;
        static { FILLED.put("a", 1); TYPES.forEach(type -> FILLED.put(type, 2)); TYPES.forEach(HASHED::add); }
        static final java.util.regex.Pattern PATTERN = java.util.regex.Pattern.compile("a");
        static final Logger OTHER = LoggerFactory.getLogger(java.lang.invoke.MethodHandles.lookup().lookupClass());
        enum Once { FIRST, SECOND; Once next() { return values()[ordinal() ^ 1]; } }
        record Attempt(int number, Instant at) { Attempt next() { return new Attempt(number + 1, at); } }
        final Map<String, String> seen = new HashMap<>();
        final Random random = Workflow.newRandom();
        final RandomGenerator generator = random;
        int count;
        void reads(List<String> mine) throws Exception {
          LOG.info("attempt {} of {}", count++, TYPES);
          OTHER.info(PATTERN.matcher("a").replaceAll("b"));
          try { count = 1; } catch (CancellationException e) { e.getMessage(); }
          for (String type : TYPES) { mine.add(type); seen.put(type, type); }
          List<String> copy = new ArrayList<>(HASHED);
          copy.add("c");
          copy.sort(ORDER.reversed().thenComparing(Collections.reverseOrder(ORDER)));
          List<String> sorted = TYPES.stream().sorted().collect(Collectors.toCollection(ArrayList::new));
          sorted.add("c");
          Duration[] pauses = PAUSES.clone();
          pauses[0] = PAUSES[count % PAUSES.length].plus(PAUSE);
          mine.remove(FILLED.getOrDefault("a", 1) + pauses.length);
          Workflow.sleep(pauses[0]);
          RetryOptions other = RETRY.toBuilder().setMaximumAttempts(2).build();
          count += random.nextInt(5) + generator.nextInt(5) + new Random(7).nextInt(5);
          Collections.shuffle(copy, random);
          UUID id = Workflow.randomUUID();
          Instant now = Instant.ofEpochMilli(Workflow.currentTimeMillis());
          LocalDate.now(Clock.fixed(now, ZoneOffset.UTC)).plusDays(new Date(5).getTime());
          new GregorianCalendar(2026, 1, 1).add(Calendar.DATE, 1);
          Promise<String> promise = Async.function(() -> id + Once.SECOND.next().toString());
          Workflow.await(PAUSE, promise::isCompleted);
          System.out.println(promise.get() + new Attempt(1, now).next() + TimeUnit.DAYS.toMillis(1));
          switch (ONCE) { case FIRST -> new AtomicInteger().incrementAndGet(); default -> {} }
          new ConcurrentHashMap<String, String>().put(id.toString(), "a".hashCode() + "" + id.hashCode());
          assert count > 0 : Objects.hash(now, id);
        }
        """);
  }
}
