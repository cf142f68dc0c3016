package ticketing.runner.run.encryption;

import com.uber.m3.tally.NoopScope;
import com.uber.m3.tally.Scope;
import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DataConverter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import ticketing.runner.util.CommandContext;
import ticketing.worker.TemporalConnection;

/** Options of the commands' connections to Temporal: they encrypt if there is a key. */
public final class Connections {
  private Connections() {}

  /**
   * For a command that places orders or shows them.
   *
   * @throws ticketing.runner.util.UsageException if the keys in the environment are malformed
   */
  public static TemporalConnection.Options ofClient(CommandContext context) {
    EncryptionKeys keys = EncryptionKeys.of(context);
    return new TemporalConnection.Options(
        context.environment(), usual -> encrypting(usual, keys), new NoopScope());
  }

  /**
   * For a worker. It prints once for each order that it cannot decrypt it.
   *
   * @param metrics receives the SDK's metrics
   * @throws ticketing.runner.util.UsageException if the keys in the environment are malformed
   */
  public static TemporalConnection.Options ofWorker(CommandContext context, Scope metrics) {
    EncryptionKeys keys = EncryptionKeys.of(context);
    Set<String> printed = ConcurrentHashMap.newKeySet();
    EncryptionCodec codec =
        new EncryptionCodec(
            keys,
            (workflowId, error) -> {
              if (printed.add(workflowId)) {
                context
                    .out()
                    .printf(
                        "%s  this worker cannot decrypt it. %s Then restart this worker, and the"
                            + " order continues.%n",
                        workflowId, error.getMessage());
              }
            });
    return new TemporalConnection.Options(
        context.environment(), usual -> encrypting(usual, keys, codec), metrics);
  }

  /** Encrypts what this converter makes, failures with their messages and stack traces included. */
  public static DataConverter encrypting(DataConverter usual, EncryptionKeys keys) {
    return encrypting(usual, keys, new EncryptionCodec(keys));
  }

  private static DataConverter encrypting(
      DataConverter usual, EncryptionKeys keys, EncryptionCodec codec) {
    return new CodecDataConverter(usual, List.of(codec), !keys.isEmpty());
  }
}
