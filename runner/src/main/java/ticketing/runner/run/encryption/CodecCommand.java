package ticketing.runner.run.encryption;

import java.net.URI;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.LoopbackServer;
import ticketing.runner.util.UsageException;

/** {@code ./workshop codec}: the codec server, and new keys. */
@Command(
    name = "codec",
    description =
        "Decode for Temporal's Web UI what is encrypted with the key in "
            + "WORKSHOP_ENCRYPTION_KEY; on loopback, until it is stopped.")
public final class CodecCommand implements Callable<Integer> {
  /** Of a new key: no two are made in the same second. */
  private static final DateTimeFormatter ID = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss");

  private final CommandContext context;

  @Option(
      names = "--port",
      defaultValue = "8888",
      description = "Where it listens; default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--origin",
      paramLabel = "URL",
      split = ",",
      defaultValue = "http://localhost:8233,http://127.0.0.1:8233",
      description = "Of the Web UI, whose pages are let in; default: ${DEFAULT-VALUE}.")
  private List<String> origins;

  @Option(names = "--new-key", description = "Print a fresh key and how to set it, and no more.")
  private boolean newKey;

  /** In this context. */
  public CodecCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (newKey) {
      tellNewKey();
      return 0;
    }
    if (port == 0) {
      throw new UsageException("--port is a port from 1 to 65535, not 0.");
    }
    List<String> allowed = new ArrayList<>();
    for (String origin : origins) {
      allowed.add(origin(origin));
    }
    EncryptionKeys keys = EncryptionKeys.of(context);
    if (keys.isEmpty()) {
      throw new UsageException(
          "There is no key to decode with. Set "
              + EncryptionKeys.VARIABLE
              + " as for the worker; ./workshop codec --new-key makes one.");
    }
    CodecServer server = new CodecServer(port, keys, allowed);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
    context
        .out()
        .printf(
            "The codec server is ready at http://%s:%d, for pages of %s. Ctrl-C stops it.%n",
            LoopbackServer.ADDRESS, server.port(), String.join(" and ", allowed));
    Thread.currentThread().join();
    return 0;
  }

  /** As a browser tells it: scheme, host, port, and no slash behind. */
  private static String origin(String typed) {
    URI uri;
    try {
      uri = URI.create(typed.strip());
    } catch (IllegalArgumentException e) {
      throw notAnOrigin(typed);
    }
    boolean isWeb = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!isWeb || uri.getHost() == null || !uri.getPath().matches("/?") || uri.getQuery() != null) {
      throw notAnOrigin(typed);
    }
    return uri.getScheme() + "://" + uri.getAuthority();
  }

  private static UsageException notAnOrigin(String typed) {
    return new UsageException(
        "--origin is scheme, host and port of the Web UI, such as http://localhost:8233, not \""
            + typed
            + "\".");
  }

  private void tellNewKey() {
    String key = EncryptionKeys.fresh("key-" + LocalDateTime.now().format(ID));
    context.out().println(key);
    context.out().println();
    context.out().println("Set it in each terminal, of workers, starters and the codec server:");
    context.out().printf("  Linux, macOS     export %s=%s%n", EncryptionKeys.VARIABLE, key);
    context.out().printf("  Command Prompt   set %s=%s%n", EncryptionKeys.VARIABLE, key);
    context.out().printf("  PowerShell       $env:%s = \"%s\"%n", EncryptionKeys.VARIABLE, key);
    context.out().println();
    context
        .out()
        .println("To change keys, give each terminal both, with a comma between: first the old");
    context
        .out()
        .println("one before the new one, and when all have both, the new one before the old one.");
    context.out().println("Who loses a key cannot read any more what it has encrypted.");
  }
}
