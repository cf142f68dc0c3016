package ticketing.runner.run.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.history.v1.History;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.payload.codec.PayloadCodec;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import ticketing.runner.run.encryption.EncryptionCodec;
import ticketing.runner.run.encryption.EncryptionKeys;
import ticketing.runner.run.encryption.Undecodable;

/**
 * Decodes every payload of a history, wherever in it, and every failure's message and stack trace.
 * What it has no key for it leaves as it is, and says so.
 */
public final class HistoryDecoder {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PayloadCodec codec;
  private final Set<String> problems = new TreeSet<>();

  /** With these keys. */
  public HistoryDecoder(EncryptionKeys keys) {
    this.codec = new EncryptionCodec(keys);
  }

  /** The history in plain text. */
  public WorkflowExecutionHistory decode(WorkflowExecutionHistory history) {
    return new WorkflowExecutionHistory(
        (History) decoded(history.getHistory()), history.getWorkflowExecution().getWorkflowId());
  }

  /** Why something could not be decoded, each reason once; empty if all could be. */
  public Set<String> problems() {
    return Set.copyOf(problems);
  }

  private Message decoded(Message message) {
    if (message instanceof Payload payload) {
      return decoded(payload);
    }
    Message.Builder changed = message.toBuilder();
    for (FieldDescriptor field : message.getAllFields().keySet()) {
      if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
        continue;
      }
      if (!field.isRepeated()) {
        changed.setField(field, decoded((Message) message.getField(field)));
        continue;
      }
      for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
        changed.setRepeatedField(field, i, decoded((Message) message.getRepeatedField(field, i)));
      }
    }
    return changed instanceof Failure.Builder failure ? whole(failure).build() : changed.build();
  }

  private Payload decoded(Payload payload) {
    try {
      return codec.decode(List.of(payload)).get(0);
    } catch (Undecodable e) {
      problems.add(e.getMessage());
      return payload;
    }
  }

  /** The SDK encodes a failure's message and stack trace as one payload beside it. */
  private static Failure.Builder whole(Failure.Builder failure) {
    Payload attributes = failure.getEncodedAttributes();
    if (!failure.hasEncodedAttributes() || EncryptionCodec.isEncrypted(attributes)) {
      return failure;
    }
    try {
      JsonNode json = JSON.readTree(attributes.getData().toStringUtf8());
      return json.isObject()
          ? failure
              .setMessage(json.path("message").asText())
              .setStackTrace(json.path("stack_trace").asText())
              .clearEncodedAttributes()
          : failure;
    } catch (JsonProcessingException e) {
      // Encoded by something else than the SDK: it stays a payload, which is shown as such.
      return failure;
    }
  }
}
