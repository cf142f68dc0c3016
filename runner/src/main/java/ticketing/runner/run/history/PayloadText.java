package ticketing.runner.run.history;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.failure.v1.Failure;
import io.temporal.common.converter.EncodingKeys;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import ticketing.runner.run.encryption.EncryptionCodec;

/** Finds the payloads and failures of a message, wherever in it, and writes each as text. */
final class PayloadText {
  private static final String KEY = "key";
  private static final String VALUE = "value";

  private final List<String> found = new ArrayList<>();

  private PayloadText() {}

  /** Each of the message, in the order of its fields. */
  static List<String> allOf(Message message) {
    PayloadText text = new PayloadText();
    text.find(message);
    return text.found;
  }

  private void find(Object value) {
    if (value instanceof Payload payload) {
      found.add(text(payload));
    } else if (value instanceof Failure failure) {
      found.add(text(failure));
    } else if (value instanceof List<?> values) {
      values.forEach(this::find);
    } else if (value instanceof Message message) {
      if (isMapEntry(message)) {
        findInEntry(message);
      } else {
        message.getAllFields().values().forEach(this::find);
      }
    }
  }

  /** Of a memo or a header: its name stands before it. */
  private void findInEntry(Message entry) {
    Object value = entry.getField(entry.getDescriptorForType().findFieldByName(VALUE));
    if (value instanceof Payload payload) {
      found.add(
          entry.getField(entry.getDescriptorForType().findFieldByName(KEY))
              + " = "
              + text(payload));
    }
  }

  private static boolean isMapEntry(Message message) {
    return message.getDescriptorForType().getOptions().getMapEntry();
  }

  private static String text(Payload payload) {
    String encoding = EncryptionCodec.metadata(payload, EncodingKeys.METADATA_ENCODING_KEY);
    ByteString data = payload.getData();
    if (encoding.startsWith("json/")) {
      return data.toStringUtf8();
    }
    if (encoding.equals("binary/null")) {
      return "null";
    }
    String base64 = Base64.getEncoder().encodeToString(data.toByteArray());
    return EncryptionCodec.isEncrypted(payload)
        ? "[%s, key \"%s\"] %s"
            .formatted(encoding, EncryptionCodec.metadata(payload, EncryptionCodec.KEY_ID), base64)
        : "[" + encoding + "] " + base64;
  }

  /** A failure and what it came of. */
  private static String text(Failure failure) {
    List<String> parts = new ArrayList<>();
    parts.add(kind(failure) + ": " + failure.getMessage());
    if (failure.hasEncodedAttributes()) {
      parts.add(text(failure.getEncodedAttributes()));
    }
    Map<?, Object> fields = failure.getAllFields();
    fields.forEach(
        (field, value) -> {
          if (value instanceof Message info
              && !(value instanceof Failure)
              && !(value instanceof Payload)) {
            parts.addAll(allOf(info));
          }
        });
    if (failure.hasCause()) {
      parts.add("← " + text(failure.getCause()));
    }
    return String.join(" ", parts);
  }

  private static String kind(Failure failure) {
    return switch (failure.getFailureInfoCase()) {
      case APPLICATION_FAILURE_INFO -> failure.getApplicationFailureInfo().getType();
      case TIMEOUT_FAILURE_INFO ->
          EventText.words("TIMEOUT_TYPE_", failure.getTimeoutFailureInfo().getTimeoutType());
      case FAILUREINFO_NOT_SET -> "failure";
      default -> EventText.camelCase(failure.getFailureInfoCase().name().replace("_INFO", ""));
    };
  }
}
