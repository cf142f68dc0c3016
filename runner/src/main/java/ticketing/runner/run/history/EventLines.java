package ticketing.runner.run.history;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.MapEntry;
import com.google.protobuf.Message;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.history.v1.ActivityTaskStartedEventAttributes;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.converter.EncodingKeys;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ticketing.runner.run.encryption.EncryptionCodec;

/** Formats the events of a history, one line each, with all their payloads and failures. */
final class EventLines {
  private static final double MILLIS = 1000;

  /** Matches events that only show the progress of workers, unless they contain a payload. */
  private static final Pattern TASK =
      Pattern.compile("WorkflowTask(Scheduled|Started|Completed)|ActivityTaskStarted");

  /** Matches fields that name what an event is about, or refer to an earlier event about it. */
  private static final Pattern SUBJECT =
      Pattern.compile(
          "(scheduled|initiated|started)_event_id|(activity|workflow)_type|start_to_fire_timeout"
              + "|marker_name|cause|new_execution_run_id|workflow_id");

  private EventLines() {}

  /** Formats a run, with the seconds since {@code start}. */
  static OrderHistory.Run run(WorkflowExecutionHistory history, long start) {
    Map<Object, String> subjects = new HashMap<>();
    List<HistoryEvent> events = history.getEvents();
    List<String> lines = events.stream().map(event -> line(event, start, subjects)).toList();
    return new OrderHistory.Run(
        history.getWorkflowExecution().getWorkflowId(),
        OrderHistory.started(history).getOriginalExecutionRunId(),
        events.size(),
        IntStream.range(0, events.size())
            .filter(i -> !isTask(attributes(events.get(i))))
            .mapToObj(lines::get)
            .toList());
  }

  /** Formats an event, and adds its subject to those of the earlier events. */
  private static String line(HistoryEvent event, long start, Map<Object, String> subjects) {
    Message attributes = attributes(event);
    String subject =
        attributes.getAllFields().entrySet().stream()
            .filter(field -> SUBJECT.matcher(field.getKey().getName()).matches())
            // References first: a child's events also have its workflow type.
            .sorted(Comparator.comparing(field -> !(field.getValue() instanceof Long)))
            .map(field -> subjects.getOrDefault(field.getValue(), plain(field.getValue())))
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse("");
    subjects.put(event.getEventId(), subject);
    String attempt =
        attributes instanceof ActivityTaskStartedEventAttributes started
            ? "attempt " + started.getAttempt()
            : "";
    String details =
        Stream.concat(Stream.of(subject, attempt), texts(attributes))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("  "));
    double seconds = (Timestamps.toMillis(event.getEventTime()) - start) / MILLIS;
    return String.format(Locale.ROOT, "%9.3f  %-25s  %s", seconds, type(attributes), details)
        .stripTrailing();
  }

  private static boolean isTask(Message attributes) {
    return TASK.matcher(type(attributes)).matches() && texts(attributes).findAny().isEmpty();
  }

  private static Message attributes(HistoryEvent event) {
    return (Message) event.getField(oneof(event));
  }

  private static String type(Message attributes) {
    return attributes.getDescriptorForType().getName().replace("EventAttributes", "");
  }

  /** Returns the alternative that is set in a message's only oneof; null if none is. */
  private static FieldDescriptor oneof(Message message) {
    return message.getOneofFieldDescriptor(message.getDescriptorForType().getOneofs().get(0));
  }

  /** Formats a type, a duration, or a cause, such as A_B_CAUSE_MY_BUG, for people. */
  private static String plain(Object value) {
    if (value instanceof Duration duration) {
      return String.format(Locale.ROOT, "%.1f s", Durations.toMillis(duration) / MILLIS);
    } else if (value instanceof Message type) {
      return (String) type.getField(type.getDescriptorForType().findFieldByName("name"));
    } else if (value instanceof EnumValueDescriptor cause) {
      String name = cause.getName().replaceFirst(".*_CAUSE_", "");
      return name.replace('_', ' ').toLowerCase(Locale.ROOT);
    }
    return value.toString();
  }

  /** Formats all payloads and failures in a value, in order. */
  private static Stream<String> texts(Object value) {
    if (value instanceof Payload payload) {
      return Stream.of(text(payload));
    } else if (value instanceof Failure failure) {
      return Stream.of(text(failure));
    } else if (value instanceof MapEntry<?, ?> entry) {
      return texts(entry.getValue()).map(text -> entry.getKey() + " = " + text);
    } else if (value instanceof Message message) {
      return texts(message.getAllFields().values());
    }
    return value instanceof Collection<?> values
        ? values.stream().flatMap(EventLines::texts)
        : Stream.empty();
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

  private static String text(Failure failure) {
    FieldDescriptor info = oneof(failure);
    String type = failure.getApplicationFailureInfo().getType();
    if (type.isEmpty()) {
      type = info == null ? "Failure" : info.getMessageType().getName().replace("Info", "");
    }
    String payloads =
        texts(failure.toBuilder().clearCause().build().getAllFields().values())
            .map(text -> " " + text)
            .collect(Collectors.joining());
    String cause = failure.hasCause() ? " ← " + text(failure.getCause()) : "";
    return type + ": " + failure.getMessage() + payloads + cause;
  }
}
