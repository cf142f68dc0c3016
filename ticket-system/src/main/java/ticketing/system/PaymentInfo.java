package ticketing.system;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How a ticket is paid for: a card number, such as {@code VISA-5197-988-3381-2526}. It must never
 * leave the activity that uses it, so its {@link #toString()} hides it.
 */
public record PaymentInfo(@JsonValue String cardNumber) {
  /** A test card, as payment providers have them: it is always declined. No order has it. */
  public static final PaymentInfo DECLINED = new PaymentInfo("VISA-0000-000-0000-0002");

  /** Reads its JSON form, a string. */
  @JsonCreator
  public PaymentInfo {}

  @Override
  public String toString() {
    return "PaymentInfo[hidden]";
  }
}
