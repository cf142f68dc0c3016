package ticketing.runner.verify;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import ticketing.runner.util.Shell;

/**
 * The verdicts of the in-process loop. Another JVM runs the tests of many candidates, one after the
 * other: what one of them leaves behind, such as a thread in an endless loop, the next ones meet,
 * but this JVM does not.
 */
final class LoopVerdicts {
  private static final String FILE = "loop-verdict.json";
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private LoopVerdicts() {}

  /** Runs the candidates in these folders, a JVM for each batch, so many at once. */
  static Map<Path, CandidateVerdict> of(List<List<Path>> batches, int atOnce) throws Exception {
    ExecutorService jvms = Executors.newFixedThreadPool(atOnce);
    try {
      List<Callable<Map<Path, CandidateVerdict>>> tasks = new ArrayList<>();
      batches.forEach(batch -> tasks.add(() -> ofOneJvm(batch)));
      Map<Path, CandidateVerdict> verdicts = new HashMap<>();
      for (Future<Map<Path, CandidateVerdict>> ended : jvms.invokeAll(tasks)) {
        verdicts.putAll(ended.get());
      }
      return verdicts;
    } finally {
      jvms.shutdown();
    }
  }

  private static Map<Path, CandidateVerdict> ofOneJvm(List<Path> candidates) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(LoopVerdicts.class.getName());
    candidates.forEach(folder -> command.add(folder.toString()));
    Shell.Output output = Shell.run(candidates.get(0), Map.of(), LIMIT, command);
    Map<Path, CandidateVerdict> verdicts = new HashMap<>();
    for (Path folder : candidates) {
      Path file = folder.resolve(FILE);
      verdicts.put(
          folder,
          Files.exists(file)
              ? JSON.readValue(file.toFile(), CandidateVerdict.class)
              : CandidateVerdict.notRun("the JVM ended: " + output.tail(5)));
    }
    return verdicts;
  }

  /** The other JVM. The arguments are the candidates' folders. */
  public static void main(String[] folders) throws IOException {
    for (String folder : folders) {
      CandidateVerdict verdict = CandidateVerdict.inThisJvm(Path.of(folder));
      JSON.writeValue(Path.of(folder, FILE).toFile(), verdict);
    }
    System.exit(0);
  }
}
