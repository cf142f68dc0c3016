package ticketing.system;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tickets on disk: one folder per order, one file per ticket, {@code
 * order-112358/TICKET-42618.json}. It is append-only. Two files in an order's folder are the bug
 * that this workshop is about, and {@code ls} shows it.
 *
 * <p>Any number of processes may write at once. A ticket's number is claimed before it is used
 * ({@link TicketNumbers}); the ticket is written and synced as a draft, then published in one step
 * that never overwrites ({@link TicketPublisher}). So a reader sees a whole ticket or none, no
 * matter when a writer dies.
 */
public final class Ledger {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectWriter PRETTY = JSON.writerWithDefaultPrettyPrinter();
  private static final Pattern TICKET_FILE = Pattern.compile("TICKET-.+[.]json");
  private static final String REJECTION = "REJECTED.txt";

  private final Path database;

  /** If they are gone later, this is another folder: its drive may be unmounted. */
  private final boolean hasReservations;

  private final Clock clock;
  private final TicketPublisher publisher;
  private final TicketNumbers numbers;

  /** A ticket and when it was published, by the clock of the ledger that wrote it. */
  public record Entry(Ticket ticket, Instant publishedAt) {}

  /** The ledger in this folder. The clock dates its entries; tests set it. */
  public Ledger(Path database, Clock clock) {
    this(database, clock, new TicketPublisher());
  }

  Ledger(Path database, Clock clock, TicketPublisher publisher) {
    this.database = database;
    this.hasReservations = Database.isThere(database);
    this.clock = clock;
    this.publisher = publisher;
    this.numbers = new TicketNumbers(this);
  }

  /** Returns the database folder. */
  public Path database() {
    return database;
  }

  TicketPublisher publisher() {
    return publisher;
  }

  /**
   * Adds a ticket to an order, whatever the order already has.
   *
   * @param notAfter if this moment has passed when the draft is complete, the ticket is never
   *     published
   * @throws RejectedException if the order ID is malformed
   * @throws TicketSystemException if {@code notAfter} has passed; there is no ticket
   * @throws LedgerException if it cannot be written. There is no ticket, unless the message says
   *     that it is written
   */
  public Ticket append(String orderId, PaymentInfo paymentInfo, Instant notAfter) {
    Path folder = folderOf(orderId);
    try {
      makeIfMissing(folder);
      while (true) {
        Ticket ticket = new Ticket(orderId, numbers.claim(), paymentInfo);
        if (publish(folder.resolve(fileName(ticket)), draft -> write(ticket, draft, notAfter))) {
          return ticket;
        }
      }
    } catch (IOException e) {
      throw notWritten(folder, e);
    }
  }

  /** Never makes the database folder: an empty one must not replace a missing database. */
  private static void makeIfMissing(Path folder) throws IOException {
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      // It is not the first ticket. (If it is a file, the draft cannot be written.)
    }
  }

  /** Returns false if the name is taken. */
  private boolean publish(Path path, TicketPublisher.Filling filling) throws IOException {
    if (!publisher.publish(path, filling)) {
      return false;
    }
    try {
      publisher.sync(path.getParent());
      return true;
    } catch (IOException e) {
      // It is published: the message must not say that it is not.
      throw new LedgerException(
          "%s is written, but its folder could not be synced: %s. Check the disk: the ticket may be lost in a crash."
              .formatted(path, reason(e)));
    }
  }

  /** Writes a draft. The last step is to look at the clock. */
  private void write(Ticket ticket, Path draft, Instant notAfter) throws IOException {
    publisher.write(draft, PRETTY.writeValueAsString(ticket) + "\n");
    Instant now = clock.instant();
    Files.setLastModifiedTime(draft, FileTime.from(now));
    if (now.isAfter(notAfter)) {
      throw new TicketSystemException(
          "No ticket written: it would have come later than the timing guarantees promise.");
    }
  }

  /**
   * Adds a ticket to an order that has nothing in the ledger yet; otherwise does nothing. The
   * order's folder appears in one step, with the ticket in it, so that exactly one process
   * succeeds, however many try.
   */
  void appendFirst(String orderId, PaymentInfo paymentInfo, Instant notAfter) {
    publishFolder(
        orderId,
        draft -> {
          Ticket ticket = new Ticket(orderId, numbers.claim(), paymentInfo);
          write(ticket, draft.resolve(fileName(ticket)), notAfter);
        });
  }

  /** Notes that an order is rejected, and why, in the same way as {@link #appendFirst}. */
  void rejectFirst(String orderId, String reason) {
    publishFolder(orderId, draft -> publisher.write(draft.resolve(REJECTION), reason + "\n"));
  }

  private void publishFolder(String orderId, TicketPublisher.Filling filling) {
    Path folder = folderOf(orderId);
    try {
      if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        // An empty one says nothing about the order. Windows would not replace it.
        Files.deleteIfExists(folder);
      }
      publish(folder, draft -> filling.into(Files.createDirectory(draft)));
    } catch (DirectoryNotEmptyException e) {
      // Another was first.
    } catch (IOException e) {
      throw notWritten(folder, e);
    }
  }

  /**
   * Returns the tickets of an order, oldest first. Reads the files of this order and no others.
   *
   * @throws RejectedException if the order ID is malformed
   * @throws LedgerException if they cannot all be read: unknown is not absent
   */
  public List<Entry> ticketsOf(String orderId) {
    return ticketFiles(folderOf(orderId)).stream()
        .map(file -> readTicket(file, orderId))
        .sorted(
            Comparator.comparing(Entry::publishedAt)
                .thenComparing(entry -> entry.ticket().ticketId()))
        .toList();
  }

  /** Returns the numbers of the order's tickets, like {@link #ticketsOf}. */
  public List<String> ticketIdsOf(String orderId) {
    return ticketsOf(orderId).stream().map(entry -> entry.ticket().ticketId()).toList();
  }

  /** Lists the ticket files in an order's folder; none if there is no such folder. */
  private List<Path> ticketFiles(Path folder) {
    try {
      if (!Files.exists(folder) && isAbsent(folder)) {
        return List.of();
      }
      return namesIn(folder).stream()
          .filter(TICKET_FILE.asMatchPredicate())
          .map(folder::resolve)
          .toList();
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  /**
   * The database is held open meanwhile: if it is moved away and back, its orders must not seem to
   * have no ticket. (Windows does not move a folder that is in use.) A listing would do, too, but
   * takes too long with many orders.
   */
  private boolean isAbsent(Path folder) throws IOException {
    try (DirectoryStream<Path> held = Files.newDirectoryStream(database)) {
      return !has(held, folder) && (!hasReservations || has(held, Path.of(Reservations.FILE)));
    }
  }

  private boolean has(DirectoryStream<Path> held, Path path) throws IOException {
    if (!(held instanceof SecureDirectoryStream<Path> secure)) {
      return Files.exists(database.resolve(path), LinkOption.NOFOLLOW_LINKS);
    }
    try {
      secure
          .getFileAttributeView(
              path.getFileName(), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .readAttributes();
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static List<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.map(path -> path.getFileName().toString()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Returns why the order was rejected; empty if {@link #rejectFirst} has noted nothing. */
  Optional<String> rejectionOf(String orderId) {
    Path file = folderOf(orderId).resolve(REJECTION);
    try {
      String reason = Files.readString(file).strip();
      if (reason.isEmpty()) {
        throw unreadable(file, "it does not say why the order was rejected");
      }
      return Optional.of(reason);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** Returns every order that has a folder, sorted; throws if the database cannot be read. */
  public List<String> orderIds() {
    requireDatabase();
    try {
      return namesIn(database).stream().filter(OrderId::isValid).sorted().toList();
    } catch (IOException e) {
      throw unreadable(database, e);
    }
  }

  /**
   * Returns the ticket numbers that have a file. A damaged file counts; a folder that cannot be
   * read does not: damage to one order must not affect the others.
   */
  Set<String> numbersInUse() {
    Set<String> numbers = new HashSet<>();
    for (String orderId : orderIds()) {
      try {
        for (Path file : ticketFiles(folderOf(orderId))) {
          numbers.add(file.getFileName().toString().replace(".json", ""));
        }
      } catch (LedgerException e) {
        requireDatabase();
      }
    }
    return numbers;
  }

  private static String fileName(Ticket ticket) {
    return ticket.ticketId() + ".json";
  }

  private Path folderOf(String orderId) {
    OrderId.check(orderId);
    requireDatabase();
    return database.resolve(orderId);
  }

  private void requireDatabase() {
    if (hasReservations ? !Database.isThere(database) : !Files.isDirectory(database)) {
      throw new LedgerException(Database.missing(database));
    }
  }

  private static Entry readTicket(Path file, String orderId) {
    try {
      Instant publishedAt = Files.getLastModifiedTime(file).toInstant();
      Ticket ticket = JSON.readValue(file.toFile(), Ticket.class);
      if (ticket == null
          || ticket.paymentInfo() == null
          || !orderId.equals(ticket.orderId())
          || !file.getFileName().toString().equals(fileName(ticket))) {
        throw unreadable(
            file, "it is incomplete, or its order ID or ticket number does not match its path");
      }
      return new Entry(ticket, publishedAt);
    } catch (JsonProcessingException e) {
      throw unreadable(file, "it is not valid" + place(e));
    } catch (NoSuchFileException e) {
      throw unreadable(file, "it was removed, or is a link to a missing file");
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Returns where the error is, such as {@code " at line 3, column 5"}. The parser's message is not
   * used: it may quote the card number.
   */
  static String place(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
  }

  private static LedgerException unreadable(Path path, IOException e) {
    return unreadable(path, reason(e));
  }

  private static LedgerException unreadable(Path path, String why) {
    return new LedgerException(
        ("Cannot read the ledger: %s: %s. Fix it or move it away;"
                + " until then it is unknown which tickets there are.")
            .formatted(path, why));
  }

  private static LedgerException notWritten(Path folder, IOException e) {
    return new LedgerException(
        "No ticket written: %s: %s. Is the folder read-only, or the disk full?"
            .formatted(folder, reason(e)));
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return e.getClass().getSimpleName().replace("Exception", "")
        + (message == null ? "" : " (" + message + ")");
  }
}
