package ticketing.runner.verify;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import ticketing.runner.util.Program;
import ticketing.runner.util.Shell;

/**
 * A terminal that a script types into and reads from: tmux, which draws what a person would see.
 */
final class TerminalSession implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int SEE_WITHIN_SECONDS = 60;
  private static final int LOOK_EVERY_MILLIS = 100;

  /** What the shell shows when it waits for a line. */
  static final String PROMPT = "ready>";

  private static final String SHELL = "env PS1='" + PROMPT + " ' sh";
  private static final Map<String, String> UTF_8 = Map.of("LC_ALL", "C.UTF-8");

  /** A server of its own, whatever else of tmux runs on this machine. */
  private final String server = "workshop-" + ProcessHandle.current().pid();

  private final Path folder;

  private TerminalSession(Path folder) {
    this.folder = folder;
  }

  /**
   * Opens one in this folder, with a shell in it. Where there is no tmux, and Debian's packages can
   * be installed, it is.
   */
  static TerminalSession in(Path folder) throws Exception {
    Installed.require(folder, () -> Program.onPath("tmux").isPresent(), "tmux");
    TerminalSession session = new TerminalSession(folder);
    session.tmux("new-session", "-d", "-x", "130", "-y", "60", "-c", folder.toString(), SHELL);
    return session;
  }

  /** Types a line. */
  void type(String line) throws Exception {
    tmux("send-keys", "-l", line);
    tmux("send-keys", "Enter");
  }

  /** Waits until the screen shows all of these. */
  void see(String... texts) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SEE_WITHIN_SECONDS);
    for (String text : texts) {
      while (!screen().contains(text)) {
        Check.require(
            System.nanoTime() < deadline,
            "the terminal does not show \"" + text + "\" but\n" + screen());
        TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
      }
    }
  }

  /** At the shell: takes away what the screen shows, so that what is seen next is new. */
  void clear() throws Exception {
    type("clear");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SEE_WITHIN_SECONDS);
    while (!screen().equals(PROMPT)) {
      Check.require(System.nanoTime() < deadline, "the terminal is not cleared:\n" + screen());
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
    }
  }

  /** What it shows now; long lines are whole. */
  String screen() throws Exception {
    return tmux("capture-pane", "-p", "-J").strip();
  }

  private String tmux(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("tmux", "-u", "-L", server));
    command.addAll(List.of(arguments));
    Shell.Output output = Shell.run(folder, UTF_8, LIMIT, command);
    Check.require(output.exitCode() == 0, String.join(" ", command) + "\n" + output.text());
    return output.text();
  }

  /** Ends the terminal, with all that runs in it. */
  @Override
  public void close() throws Exception {
    tmux("kill-server");
  }
}
