package ticketing.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static ticketing.system.Tickets.append;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An order ID names a folder, so what could name anything else is turned away at the door. */
@Timeout(10)
class LedgerOrderIdTest {
  private static final String TEN_KILOBYTES = "order-" + "9".repeat(10 * 1024);

  private final Path outside;
  private final Path database;
  private final Ledger ledger;

  LedgerOrderIdTest(@TempDir Path outside) throws IOException {
    this.outside = outside;
    this.database = Files.createDirectory(outside.resolve("database"));
    this.ledger = new Ledger(database, new SettableClock());
  }

  static Stream<String> malformed() {
    return Stream.of(
        null,
        "",
        " ",
        "order-",
        "112358",
        "order-../112358",
        "../order-112358",
        "order-1/../../order-2",
        "/tmp/order-112358",
        "order-1\\2",
        "order-1.json",
        "order-1:2",
        "order-1\u0000",
        "order-1\n",
        "order-*",
        "order--1",
        "order-A",
        "order-aB",
        "Order-112358",
        "order-é",
        "order-" + "1".repeat(41),
        TEN_KILOBYTES);
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void a_malformed_order_id_is_neither_written_nor_read(String orderId) {
    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> append(ledger, orderId))
        .withMessageContaining("Not an order ID")
        .withMessageContaining("such as order-112358");
    assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> ledger.ticketsOf(orderId));
    assertThat(outside).isDirectoryNotContaining(path -> !path.equals(database));
    assertThat(database).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "order-1",
        "order-112358",
        "order-a-b-c",
        "order-con",
        "order-forty-characters-after-the-prefix-are-ok"
      })
  void a_well_formed_order_id_names_its_folder(String orderId) {
    append(ledger, orderId);

    assertThat(database.resolve(orderId)).isDirectory();
  }

  @Test
  void the_message_shows_the_beginning_of_a_long_order_id_and_its_length() {
    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> OrderId.check(TEN_KILOBYTES))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300))
        .withMessageContaining("order-9999")
        .withMessageContaining("10246 characters");
  }

  @Test
  void the_message_is_one_line_whatever_is_in_the_order_id() {
    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> OrderId.check("order-1\r\n\u001b[2J"))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContainPattern("\\p{Cntrl}"));
  }
}
