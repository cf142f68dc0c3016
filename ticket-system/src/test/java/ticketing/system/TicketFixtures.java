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

/** Helpers for the tests of the ledger. */
final class TicketFixtures {
  static final PaymentInfo CARD = new PaymentInfo("VISA-5197-988-3381-2526");

  private TicketFixtures() {}

  /** Adds a ticket, without a deadline. */
  static Ticket append(Ledger ledger, String orderId) {
    return ledger.append(orderId, CARD, Instant.MAX);
  }

  /** Creates the order's ticket in a ticket system with unique references. */
  static Ticket createWithReference(Ledger ledger, String orderId) {
    return createAt(withReference(ledger, Clock.systemUTC(), orderId), orderId, CARD);
  }

  /** Returns a ticket system with unique references and a seat for this order. */
  static TicketSystem withReference(Ledger ledger, Clock clock, String orderId) {
    return new UniqueReferenceTicketSystem(
        new LedgerTicketSystem(ledger, seat(orderId), TimingGuarantees.USUAL, clock));
  }

  /** Returns reservations with a seat for this order. */
  static Reservations seat(String orderId) {
    return new Reservations(
        List.of(new Reservations.Seat(orderId, "Music of the Spheres", "C1", null)));
  }

  /** Creates a ticket, including its token and reservation. */
  static Ticket createAt(TicketSystem system, String orderId, PaymentInfo card) {
    Token token = system.issueToken(orderId);
    return system.createTicket(token, system.findReservation(token, orderId), card);
  }

  /** Asserts that an order is rejected because its payment was declined. */
  static void assertRejected(ThrowingCallable create) {
    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(create)
        .withMessageEndingWith(": the payment was declined.");
  }

  /** Asserts that a call throws a ledger error with this path and fix. */
  static void assertLedgerException(ThrowingCallable call, Path path, String fix) {
    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(call)
        .withMessageContaining(path.toString())
        .withMessageContaining(fix);
  }

  /** Returns the text of a ticket file. */
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

  /** Writes a file into the folder of an order; creates the folder if necessary. */
  static Path put(Path database, String orderId, String fileName, String text) {
    try {
      Path folder = Files.createDirectories(database.resolve(orderId));
      return Files.writeString(folder.resolve(fileName), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns all files under the folder, even hidden files, as sorted relative paths. */
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

  /** Returns the sorted names of all entries in the folder, even hidden ones. */
  static List<String> namesIn(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
