package ticketing.system;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntBinaryOperator;

/**
 * Ticket numbers, each given out once by any number of processes: the process that creates a
 * number's file in {@code .numbers} owns the number. A crash after that wastes the number, no more.
 *
 * @param random draws a number from the first, inclusive, to the second, exclusive
 */
record TicketNumbers(Ledger ledger, IntBinaryOperator random) {
  private static final int TRIES_PER_LENGTH = 16;

  TicketNumbers(Ledger ledger) {
    this(ledger, (lowest, bound) -> ThreadLocalRandom.current().nextInt(lowest, bound));
  }

  private Path folder() {
    return ledger.database().resolve(".numbers");
  }

  /** Claims a number, such as {@code TICKET-42618}. They grow longer when short ones run out. */
  String claim() throws IOException {
    for (int lowest = 10_000; lowest <= 100_000_000; lowest *= 10) {
      for (int i = 0; i < TRIES_PER_LENGTH; i++) {
        String number = "TICKET-" + random.applyAsInt(lowest, 10 * lowest);
        if (isClaimed(number)) {
          return number;
        }
      }
    }
    throw new IOException("no ticket number is free in " + folder());
  }

  private boolean isClaimed(String number) throws IOException {
    try {
      Files.createFile(folder().resolve(number));
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (NoSuchFileException e) {
      ledger.publisher().publish(folder(), this::claimNumbersInUse);
      return false;
    }
  }

  /** For a database without the folder, such as a copy: its tickets keep their numbers. */
  private void claimNumbersInUse(Path draft) throws IOException {
    Files.createDirectory(draft);
    for (String number : ledger.numbersInUse()) {
      Files.createFile(draft.resolve(number));
    }
  }
}
