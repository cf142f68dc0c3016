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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ticketing.runner.run.encryption.DecryptionException;
import ticketing.runner.run.encryption.EncryptionCodec;

/** Formats the events of histories, one line each, with all their payloads and failures. */
final class EventLines {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ATTRIBUTES = "EventAttributes";
  private static final String ENCODED = "encodedAttributes";
  private static final double MILLIS = 1000;

  /** Matches events that only show the progress of workers, unless they contain a payload. */
  private static final Pattern TASK_EVENT =
      Pattern.compile("WorkflowTask(Scheduled|Started|Completed)|ActivityTaskStarted");

  /** Fields that refer to an earlier event. */
  private static final List<String> REFERENCES =
      List.of("/scheduledEventId", "/initiatedEventId", "/startedEventId");

  /** Fields that name the subject of an event without such a reference. */
  private static final List<String> SUBJECTS =
      List.of(
          "/activityType/name",
          "/startToFireTimeout",
          "/markerName",
          "/cause",
          "/newExecutionRunId",
          "/workflowId");

  /** The distinct reasons why payloads could not be decoded. */
  final Set<String> problems = new TreeSet<>();

  /** The stack traces of the failures, which the lines omit. */
  final List<String> stackTraces = new ArrayList<>();

  private final UnaryOperator<Payload> decoder;

  EventLines(UnaryOperator<Payload> decoder) {
    this.decoder = decoder;
  }

  /** Formats a run, with the seconds since {@code start}. */
  OrderHistory.Run run(WorkflowExecutionHistory history, Instant start) {
    List<String> all = new ArrayList<>();
    List<String> withoutTasks = new ArrayList<>();
    Map<String, String> subjects = new HashMap<>();
    for (JsonNode event : parse(history.toJson(false)).path("events")) {
      Map.Entry<String, JsonNode> field = fieldWith(ATTRIBUTES, event).orElseThrow();
      JsonNode attributes = field.getValue();
      String type = capitalized(field.getKey().replace(ATTRIBUTES, ""));
      String subject = subject(type, attributes, subjects);
      subjects.put(event.path("eventId").asText(), subject);
      String attempt =
          type.equals("ActivityTaskStarted")
              ? "attempt " + attributes.path("attempt").asText()
              : "";
      String payloads = texts("", attributes).collect(Collectors.joining("  "));
      String details =
          Stream.of(subject, attempt, payloads)
              .filter(part -> !part.isEmpty())
              .collect(Collectors.joining("  "));
      Instant time = Instant.parse(event.path("eventTime").asText());
      double seconds = Duration.between(start, time).toMillis() / MILLIS;
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

  private static String subject(String type, JsonNode attributes, Map<String, String> subjects) {
    if (type.equals("WorkflowExecutionStarted")) {
      return attributes.at("/workflowType/name").asText();
    }
    Stream<String> referred =
        REFERENCES.stream()
            .map(field -> subjects.getOrDefault(attributes.at(field).asText("none"), ""));
    Stream<String> own = SUBJECTS.stream().map(field -> plain(attributes.at(field).asText()));
    return Stream.concat(referred, own).filter(text -> !text.isEmpty()).findFirst().orElse("");
  }

  /** Formats a duration, such as 0.600s, or a cause, such as A_B_CAUSE_MY_BUG, for people. */
  private static String plain(String value) {
    if (value.matches("[\\d.]+s")) {
      double seconds = Double.parseDouble(value.substring(0, value.length() - 1));
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    return value.matches("[A-Z_]+_CAUSE_[A-Z_]+")
        ? value.replaceFirst(".*_CAUSE_", "").replace('_', ' ').toLowerCase(Locale.ROOT)
        : value;
  }

  /** Formats all payloads and failures in a field with this name, in order. */
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

  /** Formats a failure. Its message and stack trace may be encoded in a JSON payload. */
  private String failure(JsonNode failure) {
    JsonNode encoded =
        failure.has(ENCODED)
            ? parse(payload(failure.path(ENCODED)).getData().toStringUtf8())
            : JSON.missingNode();
    stackTraces.add(encoded.path("stack_trace").asText(failure.path("stackTrace").asText()));
    List<String> parts = new ArrayList<>();
    parts.add(
        kind(failure) + ": " + encoded.path("message").asText(failure.path("message").asText()));
    failure
        .propertyStream()
        .filter(field -> !(field.getKey().equals(ENCODED) && encoded.isObject()))
        .filter(field -> !field.getKey().equals("cause"))
        .flatMap(field -> texts(field.getKey(), field.getValue()))
        .forEach(parts::add);
    if (failure.has("cause")) {
      parts.add("← " + failure(failure.path("cause")));
    }
    return String.join(" ", parts);
  }

  private static String kind(JsonNode failure) {
    return fieldWith("FailureInfo", failure)
        .map(
            info ->
                info.getValue().path("type").asText(capitalized(info.getKey().replace("Info", ""))))
        .orElse("Failure");
  }

  /** Returns the first field whose name ends with this text, with its name. */
  private static Optional<Map.Entry<String, JsonNode>> fieldWith(String ending, JsonNode node) {
    return node.propertyStream().filter(field -> field.getKey().endsWith(ending)).findFirst();
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
