package ticketing.runner.run.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import ticketing.system.Ledger;
import ticketing.system.PaymentInfo;
import ticketing.system.Reservations;
import ticketing.system.Reservations.RejectionReason;
import ticketing.system.Reservations.Seat;

/** Tests the report on a ticket database. */
@Timeout(10)
class LedgerReportTest {
  private static final PaymentInfo CARD = new PaymentInfo("VISA-5197-988-3381-2526");

  @TempDir private Path folder;
  private final Clock clock =
      Clock.fixed(Instant.parse("2026-11-25T10:33:20.246Z"), ZoneOffset.UTC);
  private Ledger ledger;

  @BeforeEach
  void reserve() {
    new Reservations(
            List.of(
                new Seat("order-1", "Music", "C1", null),
                new Seat("order-2", "Ballet", "F1", RejectionReason.SOLD_OUT)))
        .write(folder);
    ledger = new Ledger(folder, clock);
  }

  @Test
  void a_line_has_seat_and_ticket_or_the_reason() {
    String ticketId = sell("order-1");

    assertThat(report().lines())
        .containsExactly(
            "order-1  Music, C1   " + ticketId + " at 2026-11-25 10:33:20.246",
            "order-2  Ballet, F1  no ticket: the event is sold out",
            "2 orders, 1 ticket, 0 duplicates");
    assertThat(report().isSound()).isTrue();
  }

  @Test
  void a_seat_that_was_sold_twice_stands_out() {
    sell("order-1");
    sell("order-1");

    assertThat(report().lines().get(0)).contains("SOLD 2 TIMES: ");
    assertThat(report().lines().get(2)).isEqualTo("2 orders, 2 tickets, 1 duplicate");
    assertThat(report().isSound()).isFalse();
    assertThat(report().isSound("order-1")).isFalse();
    assertThat(report().isSound("order-2")).isTrue();
  }

  @Test
  void a_ticket_without_a_reservation_is_listed() {
    sell("order-3");

    assertThat(report().lines().get(2)).startsWith("order-3  no reservation  TICKET-");
  }

  @Test
  void a_torn_file_hides_no_other_order() throws Exception {
    String ticketId = sell("order-1");
    sell("order-3");
    Files.writeString(folder.resolve("order-1").resolve(ticketId + ".json"), "{\"orderID\":");

    assertThat(report().lines().get(0)).contains("CANNOT BE READ: ").contains(ticketId);
    assertThat(report().lines().get(2)).contains("TICKET-");
    assertThat(report().lines().get(3))
        .isEqualTo("3 orders, 1 ticket, 0 duplicates, 1 order unreadable");
    assertThat(report().isSound()).isFalse();
  }

  @Test
  void a_card_shows_its_last_digits_only() {
    String ticketId = sell("order-1");

    assertThat(report().inFull("order-1"))
        .containsExactly(
            "order-1  Music, C1",
            ticketId + "  at 2026-11-25 10:33:20.246  paid with VISA-xxxx-xxx-xxxx-2526");
    assertThat(LedgerReport.masked(new PaymentInfo("1234"))).isEqualTo("xxxx");
  }

  @Test
  void control_characters_do_not_reach_the_terminal() {
    new Reservations(List.of(new Seat("order-1", "Mu\u001b[2Jsic", "C1\n", null))).write(folder);

    assertThat(report().lines().get(0)).startsWith("order-1  Mu?[2Jsic, C1?  no ticket");
  }

  private String sell(String orderId) {
    return ledger.append(orderId, CARD, Instant.MAX).ticketId();
  }

  private LedgerReport report() {
    return new LedgerReport(Reservations.read(folder), ledger, ZoneOffset.UTC);
  }
}
