package ticketing.acceptance.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ticketing.acceptance.support.Commands;
import ticketing.runner.util.Shell;

/** Types into a shell in a terminal that tmux renders. */
final class TmuxSession implements AutoCloseable {
  private static final String PROMPT = "ready>";
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** The name of a separate tmux server for this test. */
  private final String server = "workshop-" + ProcessHandle.current().pid();

  private final Path folder;

  /** Opens a terminal in this folder. */
  TmuxSession(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    String shell = "env PS1='" + PROMPT + " ' sh";
    tmux("new-session", "-d", "-x", "130", "-y", "60", "-c", folder.toString(), shell);
  }

  /** Clears the screen, so that all output is new, and types a line. */
  void type(String line) throws IOException, InterruptedException {
    tmux("send-keys", "-R");
    tmux("send-keys", "-l", line);
    tmux("send-keys", "Enter");
  }

  /** Waits until the screen shows all of these texts. */
  void awaitText(String... texts) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(tmux("capture-pane", "-p", "-J")).contains(texts));
  }

  /** Waits until the shell shows its prompt. */
  void awaitPrompt() {
    awaitText(PROMPT);
  }

  private String tmux(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("tmux", "-u", "-L", server));
    command.addAll(List.of(arguments));
    Shell.Output output = Commands.run(folder, Map.of("LC_ALL", "C.UTF-8"), LIMIT, command);
    assertThat(output.exitCode()).as("%s\n%s", command, output.text()).isZero();
    return output.text();
  }

  /** Closes the terminal and ends all its processes. */
  @Override
  public void close() throws IOException, InterruptedException {
    tmux("kill-server");
  }
}
