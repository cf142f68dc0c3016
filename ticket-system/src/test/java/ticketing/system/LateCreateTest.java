package ticketing.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static ticketing.system.TicketFixtures.CARD;
import static ticketing.system.TicketFixtures.allFilesUnder;
import static ticketing.system.TicketFixtures.createAt;
import static ticketing.system.TicketFixtures.seat;
import static ticketing.system.TicketFixtures.withReference;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the write delay limit D: an accepted create writes within half of D, or never. */
@Timeout(10)
class LateCreateTest {
  private static final String ORDER = "order-314159";
  private static final TimingGuarantees TIMING = TimingGuarantees.USUAL;
  private static final Duration HALF = TIMING.maxWriteDelay().dividedBy(2);

  private final Path database;
  private final SettableClock clock = new SettableClock();

  LateCreateTest(@TempDir Path database) {
    this.database = database;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_create_paused_for_longer_never_writes(boolean uniqueReference) {
    TicketSystem system = pausedBeforePublishing(HALF.plusNanos(1), uniqueReference);

    assertThatExceptionOfType(TicketSystemException.class)
        .isThrownBy(() -> createAt(system, ORDER, CARD))
        .isExactlyInstanceOf(TicketSystemException.class)
        .withMessageContaining("later than the timing guarantees promise");
    clock.advance(Duration.ofDays(1));
    assertThat(system.findTicket(ORDER)).isEmpty();
    assertThat(allFilesUnder(database)).singleElement().asString().startsWith(".numbers/");
  }

  @Test
  void a_create_paused_for_half_of_d_writes_though_its_token_expires() {
    TicketSystem system = pausedBeforePublishing(HALF, false);
    Token token = new Token("token-1", clock.instant().plusMillis(1));
    Reservation reservation = system.findReservation(token, ORDER);
    Ticket ticket = system.createTicket(token, reservation, CARD);

    assertThat(system.findTicket(ORDER)).contains(ticket);
  }

  /** Returns a ticket system whose process pauses after it has written the draft. */
  private TicketSystem pausedBeforePublishing(Duration pause, boolean uniqueReference) {
    TicketPublisher publisher =
        new TicketPublisher() {
          @Override
          void write(Path draft, String text) throws IOException {
            super.write(draft, text);
            clock.advance(pause);
          }
        };
    Ledger ledger = new Ledger(database, clock, publisher);
    if (uniqueReference) {
      return withReference(ledger, clock, ORDER);
    }
    return new LedgerTicketSystem(ledger, seat(ORDER), TIMING, clock);
  }
}
