package ticketing.runner.run.encryption;

import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DataConverter;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Makes converters that encrypt what they send, and decrypt what they get. */
public final class Encryption {
  private Encryption() {}

  /** For who places orders and looks at them. */
  public static DataConverter of(DataConverter usual, EncryptionKeys keys) {
    return with(usual, keys, new EncryptionCodec(keys));
  }

  /** For a worker: it says of each order once that it cannot read it. */
  public static DataConverter ofWorker(DataConverter usual, EncryptionKeys keys, PrintStream out) {
    Set<String> told = ConcurrentHashMap.newKeySet();
    return with(
        usual,
        keys,
        new EncryptionCodec(
            keys,
            (workflowId, undecodable) -> {
              if (told.add(workflowId)) {
                out.printf(
                    "%s  this worker cannot read it. %s Then start this worker again, and"
                        + " the order goes on.%n",
                    workflowId, undecodable.getMessage());
              }
            }));
  }

  /** Failures are encrypted too, their messages and stack traces; not their types. */
  private static DataConverter with(
      DataConverter usual, EncryptionKeys keys, EncryptionCodec codec) {
    return new CodecDataConverter(usual, List.of(codec), !keys.isEmpty());
  }
}
