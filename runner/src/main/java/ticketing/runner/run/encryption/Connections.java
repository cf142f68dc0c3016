package ticketing.runner.run.encryption;

import com.uber.m3.tally.NoopScope;
import com.uber.m3.tally.Scope;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.UsageException;
import ticketing.worker.TemporalConnection;

/** What the commands want of their connections to Temporal: encryption, if there is a key. */
public final class Connections {
  private Connections() {}

  /**
   * For who places orders and looks at them.
   *
   * @throws UsageException if the keys in the environment are malformed
   */
  public static TemporalConnection.Options ofClient(CommandContext context) {
    EncryptionKeys keys = EncryptionKeys.of(context);
    return new TemporalConnection.Options(
        context.environment(), usual -> Encryption.of(usual, keys), new NoopScope());
  }

  /**
   * For a worker.
   *
   * @param metrics where the SDK's metrics go
   * @throws UsageException if the keys in the environment are malformed
   */
  public static TemporalConnection.Options ofWorker(CommandContext context, Scope metrics) {
    EncryptionKeys keys = EncryptionKeys.of(context);
    return new TemporalConnection.Options(
        context.environment(), usual -> Encryption.ofWorker(usual, keys, context.out()), metrics);
  }
}
