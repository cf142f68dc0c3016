package ticketing.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import ticketing.order.SignalDrivenOrderWorkflow;

/** Tests that a starter rejects invalid arguments before it connects. */
@Timeout(10)
class OrderStarterTest {
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  @Test
  void without_an_argument_it_prints_its_usage() {
    assertThat(place()).isEqualTo(OrderStarter.USAGE);
    assertThat(printed()).isEqualTo("Usage: one or more order IDs, such as order-314159.");
  }

  @Test
  void one_invalid_order_id_stops_all() {
    assertThat(place("order-1", "order 2")).isEqualTo(OrderStarter.USAGE);
    assertThat(printed()).startsWith("Not an order ID: \"order 2\"");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "314159", "order-ABC", "--help", "../order-1"})
  void an_invalid_order_id_is_answered_with_the_rule(String argument) {
    assertThat(place(argument)).isEqualTo(OrderStarter.USAGE);
    assertThat(printed())
        .startsWith("Not an order ID: ")
        .contains(String.valueOf(argument))
        .endsWith("such as order-112358.");
  }

  @Test
  void the_exit_codes_differ() {
    assertThat(
            new int[] {
              OrderStarter.TICKET,
              OrderStarter.NO_TICKET,
              OrderStarter.USAGE,
              OrderStarter.STILL_OPEN
            })
        .containsExactly(0, 1, 2, 3);
  }

  private int place(String... args) {
    PrintStream err = new PrintStream(errors, true, StandardCharsets.UTF_8);
    return new OrderStarter(
            TemporalConnection.Options.of(Map.of()),
            SignalDrivenOrderWorkflow.STRATEGY,
            Optional::empty,
            System.out,
            err)
        .place(args);
  }

  private String printed() {
    return errors.toString(StandardCharsets.UTF_8).strip();
  }
}
