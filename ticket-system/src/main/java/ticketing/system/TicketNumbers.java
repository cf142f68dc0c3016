package ticketing.system;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntBinaryOperator;

/**
 * Ticket numbers, each given out once, whatever the number of processes: a number belongs to
 * whoever creates its file in {@code .numbers}. A crash after that wastes the number, no more.
 */
final class TicketNumbers {
  private static final String FOLDER = ".numbers";
  private static final int USUAL_DIGITS = 5;
  private static final int MOST_DIGITS = 9;
  private static final int TRIES_PER_LENGTH = 16;

  private final Ledger ledger;
  private final Path folder;
  private final IntBinaryOperator random;

  TicketNumbers(Ledger ledger) {
    this(ledger, (lowest, bound) -> ThreadLocalRandom.current().nextInt(lowest, bound));
  }

  /**
   * Draws numbers this way: from the first, inclusive, to the second, exclusive. Tests choose it.
   */
  TicketNumbers(Ledger ledger, IntBinaryOperator random) {
    this.random = random;
    this.ledger = ledger;
    this.folder = ledger.database().resolve(FOLDER);
  }

  /** Claims a number, such as {@code TICKET-42618}. They grow longer when short ones run out. */
  String claim() throws IOException {
    for (int digits = USUAL_DIGITS; digits <= MOST_DIGITS; digits++) {
      int lowest = Math.toIntExact(Math.round(Math.pow(10, digits - 1)));
      for (int i = 0; i < TRIES_PER_LENGTH; i++) {
        String number = "TICKET-" + random.applyAsInt(lowest, 10 * lowest);
        if (claimed(number)) {
          return number;
        }
      }
    }
    throw new IOException("no ticket number is free in " + folder);
  }

  private boolean claimed(String number) throws IOException {
    try {
      Files.createFile(folder.resolve(number));
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (NoSuchFileException e) {
      makeFolder();
      return false;
    }
  }

  /**
   * Makes the folder with the numbers that are in use already, such as those of a database that was
   * copied without it. It appears complete, in one step: if two processes make it, one wins.
   */
  private void makeFolder() throws IOException {
    ledger
        .publisher()
        .publishFolder(
            folder,
            draft -> {
              for (String number : ledger.numbersInUse()) {
                Files.createFile(draft.resolve(number));
              }
            });
  }
}
