package ticketing.runner.run.encryption;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ticketing.runner.util.LoopbackServer;
import ticketing.runner.util.UsageException;
import ticketing.runner.util.WithContext;

/** {@code ./workshop codec}: the codec server, and new keys. */
@Command(
    name = "codec",
    description = {
      "Decrypt payloads for Temporal's Web UI, on this machine only.",
      "Uses the keys in " + EncryptionKeys.VARIABLE + "."
    })
public final class CodecCommand extends WithContext implements Callable<Integer> {
  /** A new key's ID: two that are made in different seconds differ. */
  private static final DateTimeFormatter KEY_ID =
      DateTimeFormatter.ofPattern("'key-'yyyy-MM-dd-HHmmss");

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8888",
      description = "Listen on this port of 127.0.0.1; default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--origin",
      paramLabel = "URL",
      split = ",",
      defaultValue = "http://localhost:8233,http://127.0.0.1:8233",
      description = "Allow pages of this Web UI; default: ${DEFAULT-VALUE}.")
  private List<String> origins;

  @Option(names = "--new-key", description = "Print a new key and how to set it, and exit.")
  private boolean newKey;

  @Override
  public Integer call() throws InterruptedException {
    if (newKey) {
      printNewKey();
      return 0;
    }
    LoopbackServer.requirePort(port, "--port");
    List<String> allowed = origins.stream().map(CodecCommand::origin).toList();
    EncryptionKeys keys = EncryptionKeys.of(context);
    if (keys.isEmpty()) {
      throw new UsageException(
          "There is no key to decrypt with. Set %s as for the worker, or make a key: ./workshop codec --new-key",
          EncryptionKeys.VARIABLE);
    }
    CodecServer.start(port, keys, allowed);
    context.print(
        "The codec server is ready: http://%s:%d, for pages of %s. Ctrl-C stops it.%n",
        LoopbackServer.ADDRESS, port, String.join(" and ", allowed));
    Thread.currentThread().join();
    return 0;
  }

  /** Returns an origin as a browser sends it: without a slash at the end. */
  private static String origin(String typed) {
    String origin = typed.strip().replaceFirst("/$", "");
    if (!origin.matches("https?://[^/?#\\s]+")) {
      throw new UsageException(
          "--origin must be scheme, host and port of the Web UI, such as http://localhost:8233, not \"%s\".",
          typed);
    }
    return origin;
  }

  private void printNewKey() {
    String key = EncryptionKeys.newKey(LocalDateTime.now().format(KEY_ID));
    context.print(
        """
            %2$s

            Set it in each terminal that runs a worker, a starter or the codec server:
              Linux, macOS     export %1$s=%2$s
              Command Prompt   set %1$s=%2$s
              PowerShell       $env:%1$s = "%2$s"

            To change keys, set the old and the new one, separated by a comma: first OLD,NEW
            in each terminal; when all have both, NEW,OLD. Keep the old key: without it,
            nobody can read what it has encrypted.
            """
            .replace("\n", System.lineSeparator()),
        EncryptionKeys.VARIABLE,
        key);
  }
}
