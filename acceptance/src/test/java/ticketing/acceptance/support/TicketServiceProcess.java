package ticketing.acceptance.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import ticketing.runner.util.Shell;

/** Runs a ticket service on a scene's database, which may be killed and started again. */
public final class TicketServiceProcess {
  private final OrderScene scene;
  private final String port;
  private final List<CommandProcess> runs = new ArrayList<>();

  /** Chooses a port, and starts nothing yet. */
  public TicketServiceProcess(OrderScene scene) throws IOException {
    this.scene = scene.set("WORKSHOP_ADMIN_TOKEN", "token-of-a-test");
    this.port = String.valueOf(Shell.freePort());
  }

  /** Returns its address. */
  public String address() {
    return "http://127.0.0.1:" + port;
  }

  /** Starts it, and waits until it is ready. */
  public TicketServiceProcess start(String... options) {
    String[] arguments =
        Stream.concat(Stream.of("tickets", "--port", port), Stream.of(options))
            .toArray(String[]::new);
    runs.add(scene.start(arguments).awaitText("is ready"));
    return this;
  }

  /** Switches its faults, as from a terminal. */
  public void faults(String... options) {
    String[] arguments =
        Stream.concat(Stream.of("faults", "--tickets", address()), Stream.of(options))
            .toArray(String[]::new);
    InProcess.Result output = scene.run(arguments);
    assertThat(output.exitCode()).as(output.text()).isZero();
  }

  /** Returns the process that runs now. */
  public CommandProcess process() {
    return runs.get(runs.size() - 1);
  }

  /** Returns what all its processes have written, without lines that a kill has cut. */
  public Stream<String> output() {
    return runs.stream()
        .map(CommandProcess::output)
        .flatMap(text -> text.substring(0, text.lastIndexOf('\n') + 1).lines());
  }
}
