package ticketing.runner.run.encryption;

import com.uber.m3.tally.NoopScope;
import com.uber.m3.tally.Scope;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import ticketing.runner.util.CommandContext;
import ticketing.worker.TemporalConnection;

/** Options of the commands' connections to Temporal: they encrypt if a key is set. */
public final class Connections {
  private Connections() {}

  /** Returns the options of a command that places orders or shows them. */
  public static TemporalConnection.Options ofClient(CommandContext context) {
    EncryptionCodec codec = new EncryptionCodec(EncryptionKeys.of(context));
    return new TemporalConnection.Options(context.environment(), codec::wrap, new NoopScope());
  }

  /** Returns the options of a worker. It prints, once for each order, that it cannot decrypt it. */
  public static TemporalConnection.Options ofWorker(CommandContext context, Scope metrics) {
    Set<String> printed = ConcurrentHashMap.newKeySet();
    EncryptionCodec codec =
        new EncryptionCodec(
            EncryptionKeys.of(context),
            (workflowId, error) -> {
              if (printed.add(workflowId)) {
                context.print(
                    "%s  this worker cannot decrypt it. %s Then restart this worker, and the order"
                        + " continues.%n",
                    workflowId, error.getMessage());
              }
            });
    return new TemporalConnection.Options(context.environment(), codec::wrap, metrics);
  }
}
