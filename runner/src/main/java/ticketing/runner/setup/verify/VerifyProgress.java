package ticketing.runner.setup.verify;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import ticketing.runner.setup.verify.TestResults.Result;
import ticketing.runner.setup.verify.TestResults.Verdict;

/** Prints, while Maven runs, a line for each module, and for each class of the acceptance tests. */
final class VerifyProgress {
  private final Path file;
  private final PrintStream out;
  private final List<Result> results = new ArrayList<>();
  private int read;
  private String module;
  private long begin;
  private long end;

  /** Of the results that are written into this file. */
  VerifyProgress(Path file, PrintStream out) {
    this.out = out;
    this.file = file;
  }

  /** Prints what has been written since the last time. */
  void show() throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    int complete = text.lastIndexOf('\n') + 1;
    text.substring(read, complete).lines().map(Result::of).forEach(this::add);
    read = complete;
  }

  /** The tests that have ended, in that order. */
  List<Result> results() {
    return results.stream().filter(result -> result.verdict().isOfTest()).toList();
  }

  private void add(Result result) {
    if (!result.module().equals(module)) {
      endModule();
      module = result.module();
      begin = System.nanoTime();
    }
    end = System.nanoTime();
    results.add(result);
    if (result.verdict() == Verdict.CLASS_ENDED && isAcceptance()) {
      print(
          result.type().substring(result.type().lastIndexOf('.') + 1),
          of(one -> one.type().equals(result.type())),
          result.millis());
    }
  }

  /** Prints the line of the module whose tests ran; two JVMs at a time run them. */
  void endModule() {
    if (module != null && !isAcceptance()) {
      print(
          Path.of(module).getFileName().toString(),
          of(one -> one.module().equals(module)),
          (end - begin) / 1_000_000);
    }
    module = null;
  }

  private boolean isAcceptance() {
    return Path.of(module).endsWith("acceptance");
  }

  private List<Result> of(Predicate<Result> which) {
    return results().stream().filter(which).toList();
  }

  private void print(String name, List<Result> tests, long millis) {
    long passed = count(tests, Verdict.PASSED);
    long failed = count(tests, Verdict.FAILED);
    long skipped = count(tests, Verdict.SKIPPED);
    out.printf(
        "%s %-34s %4d passed%s%s %7.1f s%n",
        failed > 0 ? "✗" : skipped > 0 ? "!" : "✓",
        name,
        passed,
        failed > 0 ? ", " + failed + " failed" : "",
        skipped > 0 ? ", " + skipped + " skipped" : "",
        millis / 1000.0);
  }

  private static long count(List<Result> tests, Verdict verdict) {
    return tests.stream().filter(test -> test.verdict() == verdict).count();
  }
}
