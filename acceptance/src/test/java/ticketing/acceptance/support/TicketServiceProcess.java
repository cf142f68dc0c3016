package ticketing.acceptance.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import ticketing.runner.util.Shell;

/** Runs a ticket service on the database of a testbed. It can be killed and restarted. */
public final class TicketServiceProcess {
  private final OrderTestbed testbed;
  private final String port;
  private final List<CommandProcess> runs = new ArrayList<>();

  /** Chooses a port. Does not start the service. */
  public TicketServiceProcess(OrderTestbed testbed) throws IOException {
    this.testbed = testbed;
    this.port = String.valueOf(Shell.freePort());
  }

  /** Returns the address of the service. */
  public String address() {
    return "http://127.0.0.1:" + port;
  }

  /** Starts the service and waits until it is ready. */
  public TicketServiceProcess start(String... options) {
    String[] arguments =
        Stream.concat(Stream.of("tickets", "--port", port), Stream.of(options))
            .toArray(String[]::new);
    runs.add(testbed.start(arguments).awaitText("is ready"));
    return this;
  }

  /** Changes the faults with {@code ./workshop faults}. */
  public void faults(String... options) {
    String[] arguments =
        Stream.concat(Stream.of("faults", "--tickets", address()), Stream.of(options))
            .toArray(String[]::new);
    InProcess.Result output = testbed.run(arguments);
    assertThat(output.exitCode()).as(output.text()).isZero();
  }

  /** Returns the current process. */
  public CommandProcess process() {
    return runs.get(runs.size() - 1);
  }

  /** Returns the output of all its processes, without lines that a kill has truncated. */
  public Stream<String> output() {
    return runs.stream()
        .map(CommandProcess::output)
        .flatMap(text -> text.substring(0, text.lastIndexOf('\n') + 1).lines());
  }
}
