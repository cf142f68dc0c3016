package ticketing.runner;

import picocli.CommandLine.Command;

/** x. */
@Command(name = "bench")
final class BenchCommand implements Runnable {
  @Override
  public void run() {}
}
