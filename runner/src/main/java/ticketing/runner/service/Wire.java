package ticketing.runner.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import ticketing.system.PaymentInfo;
import ticketing.system.Reservation;
import ticketing.system.TermsOfService;
import ticketing.system.Ticket;
import ticketing.system.Token;

/**
 * The forms in which requests and answers travel, as JSON; both sides use it. Reading is strict: a
 * text that is anything but the whole form is refused, and never taken for an answer.
 */
final class Wire {
  /** The header that says until when the caller waits, as ISO-8601. A create needs it. */
  static final String DEADLINE = "Ticket-Deadline";

  private static final String SERVICE = "idempotence-workshop-tickets";

  static final String TYPE = "application/json";
  static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  private static final String ORDER = "orderID";
  private static final String TOKEN = "token";
  private static final String PAYMENT = "paymentInfo";
  private static final String TICKET = "ticket";
  private static final String ERROR = "error";
  private static final String MESSAGE = "message";

  private Wire() {}

  /** How a call can end that has no answer. */
  enum Refusal {
    /** {@link ticketing.system.RejectedException}. */
    REJECTED(422, "rejected"),
    /** {@link ticketing.system.NotSentException}. */
    NOT_SENT(409, "not-sent"),
    /** Any other {@link ticketing.system.TicketSystemException}. */
    UNKNOWN(503, "unknown"),
    /** The request is none of this service. */
    NO_CALL(400, "no-call");

    final int status;
    final String word;

    Refusal(int status, String word) {
      this.status = status;
      this.word = word;
    }
  }

  /** The text is not what it should be. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }
  }

  /** What a caller asks; what a call does not want is null. */
  record Request(String orderId, Token token, PaymentInfo payment) {
    String text() {
      ObjectNode node = JSON.createObjectNode().put(ORDER, orderId);
      if (token != null) {
        node.set(TOKEN, ofToken(token));
      }
      if (payment != null) {
        node.put(PAYMENT, payment.cardNumber());
      }
      return node.toString();
    }

    static Request of(String text) throws Unreadable {
      return read(
          text,
          node ->
              new Request(
                  node.path(ORDER).isNull() ? null : string(node, ORDER),
                  node.has(TOKEN) ? toToken(node.get(TOKEN)) : null,
                  node.has(PAYMENT) ? new PaymentInfo(string(node, PAYMENT)) : null));
    }
  }

  /** A refusal and its reason. */
  record Refused(String error, String message) {
    String text() {
      return JSON.createObjectNode().put(ERROR, error).put(MESSAGE, message).toString();
    }

    static Refused of(String text) throws Unreadable {
      return read(text, node -> new Refused(string(node, ERROR), string(node, MESSAGE)));
    }
  }

  static String text(Token token) {
    return ofToken(token).toString();
  }

  static Token token(String text) throws Unreadable {
    return read(text, Wire::toToken);
  }

  static String text(Reservation reservation) {
    ObjectNode node =
        JSON.createObjectNode()
            .put(ORDER, reservation.orderId())
            .put("event", reservation.event())
            .put("seat", reservation.seat());
    node.putObject("terms")
        .put("landsWithin", reservation.terms().landsWithin().toString())
        .put("visibleWithin", reservation.terms().visibleWithin().toString());
    return node.toString();
  }

  static Reservation reservation(String text) throws Unreadable {
    return read(
        text,
        node -> {
          JsonNode terms = node.path("terms");
          return new Reservation(
              string(node, ORDER),
              string(node, "event"),
              string(node, "seat"),
              new TermsOfService(
                  Duration.parse(string(terms, "landsWithin")),
                  Duration.parse(string(terms, "visibleWithin"))));
        });
  }

  static String text(Ticket ticket) {
    return JSON.valueToTree(ticket).toString();
  }

  static Ticket ticket(String text) throws Unreadable {
    return read(text, Wire::toTicket);
  }

  /** What a look-up came to. "None" is said in so many words: {@code "ticket": null}. */
  static String text(String orderId, Optional<Ticket> ticket) {
    ObjectNode node = JSON.createObjectNode().put(ORDER, orderId);
    ticket.ifPresentOrElse(
        found -> node.set(TICKET, JSON.valueToTree(found)), () -> node.putNull(TICKET));
    return node.toString();
  }

  /**
   * Reads it.
   *
   * @param orderId the order that was asked for; the answer has to be about it
   */
  static Optional<Ticket> found(String text, String orderId) throws Unreadable {
    return read(
        text,
        node -> {
          if (!string(node, ORDER).equals(orderId) || !node.has(TICKET)) {
            throw new IllegalArgumentException("it is not about " + orderId);
          }
          JsonNode ticket = node.get(TICKET);
          return ticket.isNull() ? Optional.empty() : Optional.of(toTicket(ticket));
        });
  }

  /** What the service says about itself. */
  static String about() {
    return JSON.createObjectNode().put("service", SERVICE).toString();
  }

  /** Whether that is what it says. */
  static boolean isAbout(String text) {
    try {
      return read(text, node -> SERVICE.equals(string(node, "service")));
    } catch (Unreadable e) {
      return false;
    }
  }

  private static ObjectNode ofToken(Token token) {
    return JSON.createObjectNode()
        .put("id", token.id())
        .put("expiresAt", token.expiresAt().toString());
  }

  private static Token toToken(JsonNode node) {
    return new Token(string(node, "id"), Instant.parse(string(node, "expiresAt")));
  }

  private static Ticket toTicket(JsonNode node) {
    return new Ticket(
        string(node, ORDER), string(node, "ticketID"), new PaymentInfo(string(node, PAYMENT)));
  }

  private static String string(JsonNode node, String field) {
    JsonNode value = node.get(field);
    if (value == null || !value.isTextual()) {
      throw new IllegalArgumentException("\"" + field + "\" is missing, or no text");
    }
    return value.textValue();
  }

  /** Never with the parser's own words: they may quote a card number. */
  private static <T> T read(String text, Function<JsonNode, T> reader) throws Unreadable {
    try {
      JsonNode node = JSON.readTree(text);
      if (node == null || !node.isObject()) {
        throw new Unreadable("it is no JSON object");
      }
      return reader.apply(node);
    } catch (JsonProcessingException e) {
      throw new Unreadable("it is no whole JSON");
    } catch (DateTimeException e) {
      throw new Unreadable("a time in it is none");
    } catch (IllegalArgumentException e) {
      throw new Unreadable(e.getMessage());
    }
  }
}
