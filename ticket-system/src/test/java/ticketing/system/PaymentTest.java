package ticketing.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests the card numbers: always the same for an order, never real, and never printed. */
@Timeout(10)
class PaymentTest {
  private final PaymentService payments = new PaymentService();

  @Test
  void an_order_always_has_the_same_card() {
    assertThat(payments.paymentInfoOf("order-314159"))
        .isEqualTo(new PaymentService().paymentInfoOf("order-314159"))
        .isEqualTo(new PaymentInfo("VISA-6765-659-1840-6423"));
  }

  @Test
  void each_order_has_a_card_of_fifteen_digits() {
    assertThat(IntStream.range(0, 1_000).mapToObj(i -> payments.paymentInfoOf("order-" + i)))
        .doesNotHaveDuplicates()
        .extracting(PaymentInfo::cardNumber)
        .allSatisfy(number -> assertThat(number).matches("VISA-[0-9]{4}-[0-9]{3}(-[0-9]{4}){2}"));
  }

  @Test
  void the_card_is_the_same_where_digits_look_different() {
    PaymentInfo here = payments.paymentInfoOf("order-314159");
    Locale usual = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(payments.paymentInfoOf("order-314159")).isEqualTo(here);
    } finally {
      Locale.setDefault(usual);
    }
  }

  @Test
  void a_malformed_order_id_has_no_card() {
    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> payments.paymentInfoOf("order-ABC"));
  }

  @Test
  void no_text_shows_the_number() {
    PaymentInfo payment = payments.paymentInfoOf("order-314159");
    Ticket ticket = new Ticket("order-314159", "TICKET-42618", payment);

    assertThat(payment).hasToString("PaymentInfo[hidden]");
    assertThat(ticket.toString())
        .contains("order-314159", "TICKET-42618")
        .doesNotContain(payment.cardNumber())
        .doesNotContainPattern("[0-9]{4}-[0-9]{3}");
  }
}
