package ticketing.runner.run.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.converter.EncodingKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ticketing.runner.run.encryption.DecryptionException;
import ticketing.runner.run.encryption.EncryptionCodec;

/** Writes the events of histories, one line each, with every payload and failure in them. */
final class EventLines {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ATTRIBUTES = "EventAttributes";
  private static final String ENCODED = "encodedAttributes";
  private static final double MILLIS = 1000;

  /** Events that only show that a worker worked, unless a payload or failure is in them. */
  private static final Set<String> TASK_EVENTS =
      Set.of(
          "WorkflowTaskScheduled",
          "WorkflowTaskStarted",
          "WorkflowTaskCompleted",
          "ActivityTaskStarted");

  /** Where an event says to which earlier one it belongs. */
  private static final List<String> REFERENCES =
      List.of("/scheduledEventId", "/initiatedEventId", "/startedEventId");

  /** Where an event says what it is about that belongs to no other. */
  private static final List<String> SUBJECTS =
      List.of(
          "/activityType/name",
          "/startToFireTimeout",
          "/markerName",
          "/cause",
          "/newExecutionRunId",
          "/workflowId");

  /** Why something could not be decoded, each reason once. */
  final Set<String> problems = new TreeSet<>();

  /** The stack traces of the failures, which are not part of a line. */
  final List<String> stackTraces = new ArrayList<>();

  private final UnaryOperator<Payload> decoder;

  EventLines(UnaryOperator<Payload> decoder) {
    this.decoder = decoder;
  }

  /** A line, and whether it is of a task event. */
  record Line(String text, boolean isTask) {}

  /** The lines of a run, with the seconds since the beginning. */
  List<Line> of(WorkflowExecutionHistory run, Instant begin) {
    Map<String, String> subjects = new HashMap<>();
    List<Line> lines = new ArrayList<>();
    for (JsonNode event : parse(run.toJson(false)).path("events")) {
      Map.Entry<String, JsonNode> field =
          event
              .propertyStream()
              .filter(one -> one.getKey().endsWith(ATTRIBUTES))
              .findFirst()
              .orElseThrow();
      JsonNode attributes = field.getValue();
      String type = capitalized(field.getKey().replace(ATTRIBUTES, ""));
      String subject = subject(type, attributes, subjects);
      subjects.put(event.path("eventId").asText(), subject);
      boolean isStart = type.equals("ActivityTaskStarted");
      String attempt = isStart ? "attempt " + attributes.path("attempt").asText() : "";
      String payloads = texts("", attributes).collect(Collectors.joining("  "));
      String details =
          Stream.of(subject, attempt, payloads)
              .filter(part -> !part.isEmpty())
              .collect(Collectors.joining("  "));
      Instant time = Instant.parse(event.path("eventTime").asText());
      double seconds = Duration.between(begin, time).toMillis() / MILLIS;
      String line = String.format(Locale.ROOT, "%9.3f  %-25s  %s", seconds, type, details);
      boolean isTask = TASK_EVENTS.contains(type) && payloads.isEmpty();
      lines.add(new Line(line.stripTrailing(), isTask));
    }
    return lines;
  }

  private static String subject(String type, JsonNode attributes, Map<String, String> subjects) {
    if (type.equals("WorkflowExecutionStarted")) {
      return attributes.at("/workflowType/name").asText();
    }
    for (String reference : REFERENCES) {
      String subject = subjects.getOrDefault(attributes.at(reference).asText("none"), "");
      if (!subject.isEmpty()) {
        return subject;
      }
    }
    return SUBJECTS.stream()
        .map(field -> plain(attributes.at(field).asText()))
        .filter(subject -> !subject.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** Writes a duration such as 0.600s, or a cause such as A_B_CAUSE_MY_BUG, as text. */
  private static String plain(String value) {
    if (value.matches("[\\d.]+s")) {
      double seconds = Double.parseDouble(value.substring(0, value.length() - 1));
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    return value.matches("[A-Z_]+_CAUSE_[A-Z_]+")
        ? value.replaceFirst(".*_CAUSE_", "").replace('_', ' ').toLowerCase(Locale.ROOT)
        : value;
  }

  /** The text of each payload and failure in a field of this name, in their order. */
  private Stream<String> texts(String name, JsonNode value) {
    if (value.path("metadata").has("encoding")) {
      return Stream.of(text(payload(value)));
    } else if (name.matches("(last|continued)?[fF]ailure")) {
      return Stream.of(failure(value));
    } else if (value.isArray()) {
      return value.valueStream().flatMap(element -> texts("", element));
    }
    boolean isMap = name.equals("fields");
    return value
        .propertyStream()
        .flatMap(
            field ->
                texts(field.getKey(), field.getValue())
                    .map(text -> isMap ? field.getKey() + " = " + text : text));
  }

  private Payload payload(JsonNode node) {
    Payload.Builder payload = Payload.newBuilder();
    try {
      JsonFormat.parser().merge(node.toString(), payload);
      return decoder.apply(payload.build());
    } catch (DecryptionException e) {
      problems.add(e.getMessage());
      return payload.build();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("The SDK has written this payload", e);
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

  /** The SDK may encode a failure's message and stack trace as a JSON payload beside them. */
  private String failure(JsonNode failure) {
    JsonNode encoded =
        failure.has(ENCODED)
            ? parse(payload(failure.path(ENCODED)).getData().toStringUtf8())
            : JSON.missingNode();
    stackTraces.add(encoded.path("stack_trace").asText(failure.path("stackTrace").asText()));
    String message = encoded.path("message").asText(failure.path("message").asText());
    String kind =
        failure
            .propertyStream()
            .filter(field -> field.getKey().endsWith("FailureInfo"))
            .map(field -> kind(field.getKey(), field.getValue()))
            .findFirst()
            .orElse("Failure");
    Stream<String> details =
        failure
            .propertyStream()
            .filter(field -> !(field.getKey().equals(ENCODED) && encoded.isObject()))
            .filter(field -> !field.getKey().equals("cause"))
            .flatMap(field -> texts(field.getKey(), field.getValue()));
    Stream<String> cause =
        failure.has("cause") ? Stream.of("← " + failure(failure.path("cause"))) : Stream.empty();
    return Stream.concat(Stream.of(kind + ": " + message), Stream.concat(details, cause))
        .collect(Collectors.joining(" "));
  }

  private static String kind(String field, JsonNode info) {
    return info.has("type") ? info.path("type").asText() : capitalized(field.replace("Info", ""));
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  private static String capitalized(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
