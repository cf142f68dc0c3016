package ticketing.testkit;

import com.google.common.base.CaseFormat;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.common.WorkflowExecutionHistory;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ticketing.system.PaymentService;

/**
 * Finds the card number of an order, with or without dashes. A part of it counts from twelve digits
 * on: a number loses its leading zeros, and what a receipt shows of it is shorter.
 */
public final class CardNumber {
  private static final int MIN_DIGITS = 12;
  private static final String SEPARATOR = "[^\\p{L}\\p{N}]*";
  private static final Pattern ESCAPED_CHARACTER = Pattern.compile("\\\\+u(\\p{XDigit}{4})");

  private final Pattern parts;

  private CardNumber(String digits) {
    parts =
        Pattern.compile(
            IntStream.rangeClosed(0, digits.length() - MIN_DIGITS)
                .mapToObj(from -> digits.substring(from, from + MIN_DIGITS))
                .map(part -> String.join(SEPARATOR, part.split("")))
                .collect(Collectors.joining("|")));
  }

  /** Returns the card number of an order. */
  public static CardNumber of(String orderId) {
    String number = new PaymentService().paymentInfoOf(orderId).cardNumber();
    return new CardNumber(number.replaceAll("\\D", ""));
  }

  /** Returns whether it is in a text, which may be JSON. */
  public boolean isIn(String text) {
    String unescaped =
        ESCAPED_CHARACTER
            .matcher(text)
            .replaceAll(
                code ->
                    Matcher.quoteReplacement(
                        Character.toString(Integer.parseInt(code.group(1), 16))));
    return parts.matcher(unescaped).find();
  }

  /** Returns the first event that it is in, such as "event 12, ActivityTaskFailed". */
  public Optional<String> eventIn(List<WorkflowExecutionHistory> histories) {
    return histories.stream()
        .flatMap(
            history ->
                history.getEvents().stream()
                    .filter(event -> texts(event).anyMatch(this::isIn))
                    .map(event -> name(event, history.getWorkflowExecution().getWorkflowId())))
        .findFirst();
  }

  private static String name(HistoryEvent event, String workflowId) {
    String type = event.getEventType().name().replace("EVENT_TYPE_", "");
    return "event %d, %s, of workflow %s"
        .formatted(
            event.getEventId(),
            CaseFormat.UPPER_UNDERSCORE.to(CaseFormat.UPPER_CAMEL, type),
            workflowId);
  }

  /** Returns each text and each payload of a message, however deep. */
  private static Stream<String> texts(Object value) {
    if (value instanceof Message message) {
      return texts(message.getAllFields().values());
    }
    if (value instanceof Collection<?> values) {
      return values.stream().flatMap(CardNumber::texts);
    }
    return Stream.of(value instanceof ByteString bytes ? bytes.toStringUtf8() : value.toString());
  }
}
