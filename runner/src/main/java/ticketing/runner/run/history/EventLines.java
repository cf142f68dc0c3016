package ticketing.runner.run.history;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.MapEntry;
import com.google.protobuf.Message;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import io.temporal.api.common.v1.ActivityType;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.history.v1.ActivityTaskStartedEventAttributes;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionStartedEventAttributes;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.EncodingKeys;
import io.temporal.payload.codec.PayloadCodec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ticketing.runner.run.encryption.DecryptionException;
import ticketing.runner.run.encryption.EncryptionCodec;

/** Formats the events of a history, one line each, with all their payloads and failures. */
final class EventLines {
  private static final double MILLIS = 1000;

  /** Matches events that only show the progress of workers, unless they contain a payload. */
  private static final Pattern TASK_EVENT =
      Pattern.compile("WorkflowTask(Scheduled|Started|Completed)|ActivityTaskStarted");

  /** Fields that refer to an earlier event. */
  private static final List<String> REFERENCES =
      List.of("scheduled_event_id", "initiated_event_id", "started_event_id");

  /** Fields that name the subject of an event without such a reference. */
  private static final List<String> SUBJECTS =
      List.of(
          "activity_type",
          "start_to_fire_timeout",
          "marker_name",
          "cause",
          "new_execution_run_id",
          "workflow_id");

  /** The distinct reasons why payloads could not be decoded. */
  final Set<String> problems = new TreeSet<>();

  /** The stack traces of the failures, which the lines omit. */
  final List<String> stackTraces = new ArrayList<>();

  private final PayloadCodec codec;

  /** Formats payloads as this codec decodes them. */
  EventLines(PayloadCodec codec) {
    this.codec = codec;
  }

  /** Formats a run, with the seconds since {@code start}. */
  OrderHistory.Run run(WorkflowExecutionHistory history, long start) {
    List<String> all = new ArrayList<>();
    List<String> withoutTasks = new ArrayList<>();
    Map<Long, String> subjects = new HashMap<>();
    for (HistoryEvent event : history.getEvents()) {
      Message attributes = (Message) event.getField(oneof(event));
      String type = attributes.getDescriptorForType().getName().replace("EventAttributes", "");
      String subject = subject(attributes, subjects);
      subjects.put(event.getEventId(), subject);
      String attempt =
          attributes instanceof ActivityTaskStartedEventAttributes started
              ? "attempt " + started.getAttempt()
              : "";
      String payloads = texts(attributes).collect(Collectors.joining("  "));
      String details =
          Stream.of(subject, attempt, payloads)
              .filter(part -> !part.isEmpty())
              .collect(Collectors.joining("  "));
      double seconds = (Timestamps.toMillis(event.getEventTime()) - start) / MILLIS;
      String line = String.format(Locale.ROOT, "%9.3f  %-25s  %s", seconds, type, details);
      all.add(line.stripTrailing());
      if (!TASK_EVENT.matcher(type).matches() || !payloads.isEmpty()) {
        withoutTasks.add(line.stripTrailing());
      }
    }
    return new OrderHistory.Run(
        history.getWorkflowExecution().getWorkflowId(),
        OrderHistory.started(history).getOriginalExecutionRunId(),
        all,
        withoutTasks);
  }

  /** Returns the alternative that is set in a message's only oneof; null if none is. */
  private static FieldDescriptor oneof(Message message) {
    return message.getOneofFieldDescriptor(message.getDescriptorForType().getOneofs().get(0));
  }

  private static String subject(Message attributes, Map<Long, String> subjects) {
    if (attributes instanceof WorkflowExecutionStartedEventAttributes started) {
      return started.getWorkflowType().getName();
    }
    Map<String, Object> fields = new HashMap<>();
    attributes.getAllFields().forEach((field, value) -> fields.put(field.getName(), value));
    Stream<String> referred =
        REFERENCES.stream().map(name -> subjects.getOrDefault(fields.get(name), ""));
    Stream<String> own = SUBJECTS.stream().map(name -> plain(fields.getOrDefault(name, "")));
    return Stream.concat(referred, own).filter(text -> !text.isEmpty()).findFirst().orElse("");
  }

  /** Formats a duration, or a cause, such as A_B_CAUSE_MY_BUG, for people. */
  private static String plain(Object value) {
    if (value instanceof ActivityType type) {
      return type.getName();
    }
    if (value instanceof Duration duration) {
      return String.format(Locale.ROOT, "%.1f s", Durations.toMillis(duration) / MILLIS);
    }
    return value instanceof EnumValueDescriptor cause
        ? cause.getName().replaceFirst(".*_CAUSE_", "").replace('_', ' ').toLowerCase(Locale.ROOT)
        : value.toString();
  }

  /** Formats all payloads and failures in a value, in order. */
  private Stream<String> texts(Object value) {
    if (value instanceof Payload payload) {
      return Stream.of(text(decoded(payload)));
    } else if (value instanceof Failure failure) {
      return Stream.of(text(decoded(failure)));
    } else if (value instanceof MapEntry<?, ?> entry) {
      return texts(entry.getValue()).map(text -> entry.getKey() + " = " + text);
    } else if (value instanceof Message message) {
      return texts(message.getAllFields().values());
    }
    return value instanceof Collection<?> values
        ? values.stream().flatMap(this::texts)
        : Stream.empty();
  }

  private Payload decoded(Payload payload) {
    try {
      return codec.decode(List.of(payload)).get(0);
    } catch (DecryptionException e) {
      problems.add(e.getMessage());
      return payload;
    }
  }

  /** Restores the message and the stack trace, which the SDK may have put into a payload. */
  private Failure decoded(Failure failure) {
    Payload encoded = decoded(failure.getEncodedAttributes());
    try {
      Map<?, ?> attributes =
          DefaultDataConverter.STANDARD_INSTANCE.fromPayload(encoded, Map.class, Map.class);
      return failure.toBuilder()
          .setMessage(String.valueOf(attributes.get("message")))
          .setStackTrace(String.valueOf(attributes.get("stack_trace")))
          .clearEncodedAttributes()
          .build();
    } catch (DataConverterException e) {
      return failure;
    }
  }

  private static String text(Payload payload) {
    String encoding = EncryptionCodec.metadata(payload, EncodingKeys.METADATA_ENCODING_KEY);
    if (encoding.startsWith("json/")) {
      return payload.getData().toStringUtf8();
    }
    if (encoding.equals("binary/null")) {
      return "null";
    }
    String key = EncryptionCodec.metadata(payload, EncryptionCodec.KEY_ID);
    String base64 = Base64.getEncoder().encodeToString(payload.getData().toByteArray());
    return "[" + encoding + (key.isEmpty() ? "" : ", key \"" + key + "\"") + "] " + base64;
  }

  private String text(Failure failure) {
    stackTraces.add(failure.getStackTrace());
    FieldDescriptor info = oneof(failure);
    String type = failure.getApplicationFailureInfo().getType();
    if (type.isEmpty()) {
      type = info == null ? "Failure" : info.getMessageType().getName().replace("Info", "");
    }
    List<String> parts = new ArrayList<>(List.of(type + ": " + failure.getMessage()));
    texts(failure.toBuilder().clearCause().build().getAllFields().values()).forEach(parts::add);
    if (failure.hasCause()) {
      parts.add("← " + text(decoded(failure.getCause())));
    }
    return String.join(" ", parts);
  }
}
