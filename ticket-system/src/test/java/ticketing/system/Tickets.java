package ticketing.system;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the tests of the ledger have in common. */
final class Tickets {
  static final PaymentInfo CARD = new PaymentInfo("VISA-5197-988-3381-2526");

  private Tickets() {}

  /** Adds a ticket, however long it takes. */
  static Ticket append(Ledger ledger, String orderId) {
    return ledger.append(orderId, CARD, Instant.MAX);
  }

  /** Creates the order's ticket at a ticket system that keeps the reference unique. */
  static Ticket createWithReference(Ledger ledger, String orderId) {
    return createAt(withReference(ledger, Clock.systemUTC(), orderId), orderId, CARD);
  }

  /** A ticket system that keeps the reference unique, and has a seat for this order. */
  static TicketSystem withReference(Ledger ledger, Clock clock, String orderId) {
    return new UniqueReferenceTicketSystem(
        ledger, seat(orderId), TimingGuarantees.USUAL, LedgerTicketSystem.TOKEN_LIFE, clock);
  }

  /** A seat for this order. */
  static Reservations seat(String orderId) {
    return new Reservations(
        List.of(new Reservations.Seat(orderId, "Music of the Spheres", "C1", null)));
  }

  /** Creates a ticket with everything that it takes. */
  static Ticket createAt(TicketSystem system, String orderId, PaymentInfo card) {
    Token token = system.issueToken(orderId);
    return system.createTicket(token, system.findReservation(token, orderId), card);
  }

  /** Expects that an order is rejected, now or for ever, as its payment was declined. */
  static void isRejected(ThrowingCallable create) {
    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(create)
        .withMessageEndingWith(": the payment was declined.");
  }

  /** Expects an error of the ledger that names a path and the fix. */
  static void isLedgerException(ThrowingCallable call, Path path, String fix) {
    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(call)
        .withMessageContaining(path.toString())
        .withMessageContaining(fix);
  }

  /** The text of a ticket's file. */
  static String text(String orderId, String ticketId) {
    return """
    {
      "orderID" : "%s",
      "ticketID" : "%s",
      "paymentInfo" : "%s"
    }
    """
        .formatted(orderId, ticketId, CARD.cardNumber());
  }

  /** Writes a file into the folder of an order, which is made if it is not there. */
  static Path put(Path database, String orderId, String fileName, String text) {
    try {
      Path folder = Files.createDirectories(database.resolve(orderId));
      return Files.writeString(folder.resolve(fileName), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every file below the folder, hidden ones too, relative to it, sorted. */
  static List<String> allFilesUnder(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of what is in the folder, hidden ones too, sorted. */
  static List<String> namesIn(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
