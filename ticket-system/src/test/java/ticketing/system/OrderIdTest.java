package ticketing.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static ticketing.system.TicketFixtures.append;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that only IDs that are safe as folder names are accepted. */
@Timeout(10)
class OrderIdTest {
  private final Path outside;
  private final Path database;
  private final Ledger ledger;

  OrderIdTest(@TempDir Path outside) throws IOException {
    this.outside = outside;
    this.database = Files.createDirectory(outside.resolve("database"));
    this.ledger = new Ledger(database, new SettableClock());
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
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
        "order-forty-characters-after-the-prefix-are-ok1",
      })
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
  void the_message_is_one_short_line() {
    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> OrderId.check("order-\r\n\u001b[2J" + "9".repeat(10 * 1024)))
        .withMessageContaining("order-???[2J999")
        .satisfies(
            e ->
                assertThat(e.getMessage())
                    .hasSizeLessThan(300)
                    .doesNotContainPattern("\\p{Cntrl}"));
  }
}
