package ticketing.runner.run.history;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the events of one run, a line each. */
final class EventText {
  /** They tell that a worker has worked, and hold nothing of the order. */
  private static final Set<EventType> BOOKKEEPING =
      Set.of(
          EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED,
          EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED,
          EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED,
          EventType.EVENT_TYPE_ACTIVITY_TASK_STARTED);

  private static final double MILLIS = 1000;

  private final Timestamp begin;
  private final Map<Long, String> activities = new HashMap<>();
  private final Map<String, Duration> timers = new HashMap<>();

  /** Its times are counted from then. */
  EventText(Timestamp begin) {
    this.begin = begin;
  }

  /** Whether it holds nothing of the order, no payload and no failure. */
  static boolean isBookkeeping(HistoryEvent event) {
    return BOOKKEEPING.contains(event.getEventType()) && PayloadText.allOf(event).isEmpty();
  }

  /** The event's line. To be called for each event of the run, in their order. */
  String line(HistoryEvent event) {
    String name = camelCase(event.getEventType().name().replace("EVENT_TYPE_", ""));
    List<String> parts = new ArrayList<>();
    parts.add(subject(event));
    parts.addAll(PayloadText.allOf(event));
    double seconds = Durations.toMillis(Timestamps.between(begin, event.getEventTime())) / MILLIS;
    String details =
        parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("  "));
    return String.format(Locale.ROOT, "%9.3f  %-25s  %s", seconds, name, details).stripTrailing();
  }

  private String subject(HistoryEvent event) {
    return switch (event.getAttributesCase()) {
      case WORKFLOW_EXECUTION_STARTED_EVENT_ATTRIBUTES ->
          event.getWorkflowExecutionStartedEventAttributes().getWorkflowType().getName();
      case ACTIVITY_TASK_SCHEDULED_EVENT_ATTRIBUTES -> {
        String type = event.getActivityTaskScheduledEventAttributes().getActivityType().getName();
        activities.put(event.getEventId(), type);
        yield type;
      }
      case ACTIVITY_TASK_STARTED_EVENT_ATTRIBUTES -> {
        var attributes = event.getActivityTaskStartedEventAttributes();
        yield "%s, attempt %d%s"
            .formatted(
                activities.get(attributes.getScheduledEventId()),
                attributes.getAttempt(),
                attributes.hasLastFailure() ? " after" : "");
      }
      case TIMER_STARTED_EVENT_ATTRIBUTES -> {
        Duration time = event.getTimerStartedEventAttributes().getStartToFireTimeout();
        timers.put(event.getTimerStartedEventAttributes().getTimerId(), time);
        yield seconds(time);
      }
      case TIMER_FIRED_EVENT_ATTRIBUTES ->
          seconds(timers.get(event.getTimerFiredEventAttributes().getTimerId()));
      case TIMER_CANCELED_EVENT_ATTRIBUTES ->
          seconds(timers.get(event.getTimerCanceledEventAttributes().getTimerId()));
      case START_CHILD_WORKFLOW_EXECUTION_INITIATED_EVENT_ATTRIBUTES ->
          event.getStartChildWorkflowExecutionInitiatedEventAttributes().getWorkflowId();
      case WORKFLOW_TASK_FAILED_EVENT_ATTRIBUTES ->
          words(
              "WORKFLOW_TASK_FAILED_CAUSE_",
              event.getWorkflowTaskFailedEventAttributes().getCause());
      case WORKFLOW_EXECUTION_CONTINUED_AS_NEW_EVENT_ATTRIBUTES -> {
        var attributes = event.getWorkflowExecutionContinuedAsNewEventAttributes();
        yield "as run %s, after %s"
            .formatted(
                attributes.getNewExecutionRunId(), seconds(attributes.getBackoffStartInterval()));
      }
      case MARKER_RECORDED_EVENT_ATTRIBUTES ->
          event.getMarkerRecordedEventAttributes().getMarkerName();
      default -> activityOrChild(event);
    };
  }

  /** What such an event refers to, if it is one of an activity or of a child workflow. */
  private String activityOrChild(HistoryEvent event) {
    for (Map.Entry<FieldDescriptor, Object> field : event.getAllFields().entrySet()) {
      if (field.getValue() instanceof Message attributes
          && field.getKey().getContainingOneof() != null) {
        return Stream.of("scheduled_event_id", "workflow_execution")
            .map(attributes.getDescriptorForType()::findFieldByName)
            .filter(
                name ->
                    name != null
                        && (name.getJavaType() != FieldDescriptor.JavaType.MESSAGE
                            || attributes.hasField(name)))
            .map(attributes::getField)
            .map(
                value ->
                    value instanceof WorkflowExecution execution
                        ? execution.getWorkflowId()
                        : activities.getOrDefault(value, ""))
            .findFirst()
            .orElse("");
      }
    }
    return "";
  }

  private static String seconds(Duration time) {
    return time == null
        ? ""
        : String.format(Locale.ROOT, "%.1f s", Durations.toMillis(time) / MILLIS);
  }

  /** An enumeration's value in words, such as "start to close". */
  static String words(String prefix, Enum<?> value) {
    return value.name().replace(prefix, "").replace('_', ' ').toLowerCase(Locale.ROOT);
  }

  static String camelCase(String upperCase) {
    return Stream.of(upperCase.split("_"))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }
}
