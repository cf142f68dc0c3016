package ticketing.runner.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import ticketing.runner.util.UsageException;
import ticketing.system.Ledger;
import ticketing.system.PaymentService;
import ticketing.system.Reservations;

@Timeout(60)
class ExpectationTest {
  @TempDir private Path root;
  private Path database;

  @BeforeEach
  void makeDatabase() throws Exception {
    database = Files.createDirectories(root.resolve("database"));
  }

  @Test
  void the_exit_code() {
    assertThat(unmet("", "exit", "1")).isEmpty();
    assertThat(unmet("", "exit", "0").orElseThrow()).contains("exit code is 1, not 0");
  }

  @Test
  void what_is_shown() {
    assertThat(unmet("two tickets", "shown", "tickets")).isEmpty();
    assertThat(unmet("two tickets", "shown", "three")).isPresent();
    assertThat(unmet("two tickets", "nowhere", "three")).isEmpty();
    assertThat(unmet("two tickets", "nowhere", "two tickets")).isPresent();
  }

  @Test
  void one_ticket_on_disk_and_its_number_told() {
    String ticket = add("order-1");

    assertThat(unmet("order-1  " + ticket, "one", "ticket", "of", "order-1")).isEmpty();
    assertThat(unmet("", "one", "ticket", "of", "order-1")).isPresent();
    assertThat(unmet("order-1  TICKET-00000", "one", "ticket", "of", "order-1")).isPresent();
    assertThat(unmet("order-1  " + ticket, "one", "ticket", "of", "order-1", "order-2"))
        .isPresent();

    add("order-1");
    assertThat(unmet("order-1  " + ticket, "one", "ticket", "of", "order-1")).isPresent();
  }

  @Test
  void one_ticket_of_each_reservation() {
    new Reservations(
            List.of(
                new Reservations.Seat("order-1", "Music of the Spheres", "C1", null),
                new Reservations.Seat("order-2", "Music of the Spheres", "C2", null)))
        .write(database);
    add("order-1");
    assertThat(unmet("", "one", "ticket", "of", "all", "in", "database").orElseThrow())
        .contains("order-2 has []");

    add("order-2");
    assertThat(unmet("", "one", "ticket", "of", "all", "in", "database")).isEmpty();
  }

  @Test
  void the_card_number() {
    String card = new PaymentService().paymentInfoOf("order-1").cardNumber();

    assertThat(unmet("paid with " + card, "no", "card", "of", "order-1")).isPresent();
    assertThat(unmet("paid", "no", "card", "of", "order-1")).isEmpty();
  }

  @Test
  void what_nobody_knows_how_to_expect() {
    assertThatThrownBy(() -> unmet("", "exit-code", "1")).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> unmet("", "two", "tickets", "of", "order-1"))
        .isInstanceOf(UsageException.class);
  }

  private String add(String orderId) {
    return new Ledger(database, Clock.systemUTC())
        .append(orderId, new PaymentService().paymentInfoOf(orderId), Instant.MAX)
        .ticketId();
  }

  private Optional<String> unmet(String printed, String... words) {
    return Expectation.unmet(List.of(words), new Expectation.Seen(1, printed, printed, root));
  }
}
