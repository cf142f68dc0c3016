package ticketing.system;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The tickets on disk: one folder per order, one file per ticket, {@code
 * order-112358/TICKET-42618.json}. It is append-only. Two files in an order's folder are the bug
 * that this workshop is about, and {@code ls} shows it.
 *
 * <p>Any number of processes may write at once. A ticket's number is claimed before it is used
 * ({@link TicketNumbers}); the ticket is written and synced under a temporary name, then published
 * in one step that never overwrites ({@link TicketPublisher}). So a reader sees a whole ticket or
 * none, whenever a writer dies.
 */
public final class Ledger {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectWriter PRETTY = JSON.writerWithDefaultPrettyPrinter();
  private static final Pattern TICKET_FILE = Pattern.compile("(TICKET-.+)[.]json");
  private static final String ORDERS = "order-*";
  private static final String REFUSAL = "REFUSED.txt";

  private final Path database;

  /**
   * Whether it had reservations in the beginning. A folder that has lost them is not the database,
   * but what is left in its place, such as the folder where a drive was mounted.
   */
  private final boolean hasReservations;

  private final Clock clock;
  private final TicketNumbers numbers;
  private final TicketPublisher publisher;

  /**
   * A ticket and when it was published, to the millisecond.
   *
   * @param ticket the ticket
   * @param publishedAt by the clock of the ledger that wrote it
   */
  public record Entry(Ticket ticket, Instant publishedAt) {}

  /** The ledger in this folder. The clock dates its entries; tests set it. */
  public Ledger(Path database, Clock clock) {
    this(database, clock, new TicketPublisher());
  }

  Ledger(Path database, Clock clock, TicketPublisher publisher) {
    this.database = database;
    this.hasReservations = Database.isThere(database);
    this.clock = clock;
    this.numbers = new TicketNumbers(this);
    this.publisher = publisher;
  }

  /** The database folder. */
  public Path database() {
    return database;
  }

  /** What puts its files on disk. */
  TicketPublisher publisher() {
    return publisher;
  }

  /**
   * Adds a ticket to an order, whatever the order has already.
   *
   * @param notAfter if this moment passes before the ticket is published, it never is
   * @throws RejectedException if the order ID is malformed
   * @throws TicketSystemException if {@code notAfter} has passed; there is no ticket
   * @throws LedgerException if it cannot be written. There is no ticket, unless the message says
   *     that there may be one
   */
  public Ticket append(String orderId, PaymentInfo paymentInfo, Instant notAfter) {
    Path folder = folderOf(orderId);
    try {
      requireDatabase();
      makeFolder(folder);
      while (true) {
        Ticket ticket = new Ticket(orderId, numbers.claim(), paymentInfo);
        if (publish(ticket, folder, notAfter)) {
          return ticket;
        }
      }
    } catch (IOException e) {
      throw notWritten(folder, e);
    }
  }

  /**
   * Adds a ticket to an order that has nothing in the ledger yet. The order's folder appears in one
   * step, with the ticket in it, so that of any number of processes one succeeds.
   *
   * @return whether it did; false if the order's folder has something in it already
   * @throws RejectedException as {@link #append}
   * @throws TicketSystemException as {@link #append}
   * @throws LedgerException as {@link #append}
   */
  boolean appendFirst(String orderId, PaymentInfo paymentInfo, Instant notAfter) {
    return makeFolder(
        orderId,
        draft -> {
          Ticket ticket = new Ticket(orderId, numbers.claim(), paymentInfo);
          write(ticket, draft.resolve(fileName(ticket)), notAfter);
        });
  }

  /**
   * Notes that an order was refused, if it has nothing in the ledger yet, in the same single step.
   *
   * @param reason in words for the person who placed the order
   * @return whether it did; false if the order's folder has something in it already
   */
  boolean refuseFirst(String orderId, String reason) {
    return makeFolder(orderId, draft -> publisher.write(draft.resolve(REFUSAL), reason + "\n"));
  }

  private boolean makeFolder(String orderId, TicketPublisher.Filling filling) {
    Path folder = folderOf(orderId);
    try {
      requireDatabase();
      if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        // An empty one says nothing about the order. Windows would not replace it.
        Files.deleteIfExists(folder);
      }
      if (!publisher.publishFolder(folder, filling)) {
        return false;
      }
    } catch (DirectoryNotEmptyException e) {
      return false;
    } catch (IOException e) {
      throw notWritten(folder, e);
    }
    sync(folder);
    return true;
  }

  /** Of an order, and never the database's: where that is gone, nobody makes another. */
  private static void makeFolder(Path folder) throws IOException {
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  /** Publishes the ticket; false if there is a file of its name, which is then left as it is. */
  private boolean publish(Ticket ticket, Path folder, Instant notAfter) throws IOException {
    Path draft = folder.resolve("." + ticket.ticketId() + ".draft");
    Path file = folder.resolve(fileName(ticket));
    try {
      write(ticket, draft, notAfter);
      publisher.publish(draft, file);
    } catch (FileAlreadyExistsException e) {
      return false;
    } finally {
      discard(draft);
    }
    sync(file);
    return true;
  }

  /** Writes a ticket where nobody looks yet, and has a last look at the clock. */
  private void write(Ticket ticket, Path draft, Instant notAfter) throws IOException {
    publisher.write(draft, PRETTY.writeValueAsString(ticket) + "\n");
    Instant now = clock.instant();
    Files.setLastModifiedTime(draft, FileTime.from(now));
    if (now.isAfter(notAfter)) {
      throw new TicketSystemException(
          "No ticket written: it would have come later than the timing guarantees promise.");
    }
  }

  private static String fileName(Ticket ticket) {
    return ticket.ticketId() + ".json";
  }

  private static void discard(Path draft) {
    try {
      Files.deleteIfExists(draft);
    } catch (IOException e) {
      // It is no ticket, and nobody looks at it.
    }
  }

  /** The file is there already: whatever happens now, nobody may say that it is not. */
  private void sync(Path file) {
    try {
      publisher.sync(file.getParent());
    } catch (IOException e) {
      throw new LedgerException(
          file
              + " is written, but its folder could not be synced: "
              + reason(e)
              + ". Check the disk; until then nobody can tell whether it survives a crash.",
          e);
    }
  }

  /**
   * The tickets of an order, oldest first. Reads the files of this order and no others.
   *
   * @throws RejectedException if the order ID is malformed
   * @throws LedgerException if they cannot all be read. "None" is only ever the answer of a ledger
   *     that was read
   */
  public List<Entry> ticketsOf(String orderId) {
    Path folder = folderOf(orderId);
    List<Entry> entries = new ArrayList<>();
    for (Path file : ticketFiles(folder)) {
      try {
        entries.add(readTicket(file, orderId));
      } catch (IOException e) {
        throw unreadable(file, e);
      }
    }
    entries.sort(
        Comparator.comparing(Entry::publishedAt).thenComparing(entry -> entry.ticket().ticketId()));
    return entries;
  }

  /**
   * The ticket files in an order's folder; none if there is no such folder. It is looked for in a
   * database that is held open: one that is moved away, and back, is never taken for one without
   * the order. (Windows does not move a folder that is in use.)
   */
  private List<Path> ticketFiles(Path folder) {
    List<Path> found = new ArrayList<>();
    requireDatabase();
    try (DirectoryStream<Path> held = Files.newDirectoryStream(database)) {
      requireReservations(held);
      try (DirectoryStream<Path> files = open(held, folder)) {
        files.forEach(found::add);
      } catch (NoSuchFileException e) {
        if (Files.isSymbolicLink(folder)) {
          throw e;
        }
      }
    } catch (DirectoryIteratorException e) {
      throw unreadable(folder, e.getCause());
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
    found.removeIf(file -> !TICKET_FILE.matcher(file.getFileName().toString()).matches());
    return found;
  }

  private static DirectoryStream<Path> open(DirectoryStream<Path> held, Path folder)
      throws IOException {
    return held instanceof SecureDirectoryStream<Path> secure
        ? secure.newDirectoryStream(folder.getFileName())
        : Files.newDirectoryStream(folder);
  }

  private void requireReservations(DirectoryStream<Path> held) throws IOException {
    if (hasReservations && held instanceof SecureDirectoryStream<Path> secure) {
      try {
        secure
            .getFileAttributeView(Path.of(Reservations.FILE), BasicFileAttributeView.class)
            .readAttributes();
      } catch (NoSuchFileException e) {
        throw new LedgerException(Database.gone(database));
      }
    }
  }

  /** The numbers of the order's tickets, as {@link #ticketsOf} has them. */
  public List<String> ticketIdsOf(String orderId) {
    return ticketsOf(orderId).stream().map(entry -> entry.ticket().ticketId()).toList();
  }

  /**
   * Why the order was refused; empty if {@link #refuseFirst} has noted nothing about it.
   *
   * @throws RejectedException if the order ID is malformed
   * @throws LedgerException if the note cannot be read
   */
  Optional<String> refusalOf(String orderId) {
    Path file = folderOf(orderId).resolve(REFUSAL);
    try {
      String reason = Files.readString(file).strip();
      if (reason.isEmpty()) {
        throw damaged(file, "it does not say why the order was refused", null);
      }
      return Optional.of(reason);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Every order that has a folder, sorted.
   *
   * @throws LedgerException if the database cannot be read
   */
  public List<String> orderIds() {
    requireDatabase();
    List<String> orders = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(database, ORDERS)) {
      folders.forEach(folder -> orders.add(folder.getFileName().toString()));
    } catch (DirectoryIteratorException e) {
      throw unreadable(database, e.getCause());
    } catch (IOException e) {
      throw unreadable(database, e);
    }
    orders.removeIf(name -> !OrderId.isValid(name));
    orders.sort(null);
    return orders;
  }

  /**
   * The ticket numbers that have a file, in any order's folder. A damaged file counts; a folder
   * that cannot be read does not: the damage of one order is no other order's problem.
   */
  Set<String> numbersInUse() {
    Set<String> numbers = new HashSet<>();
    for (String orderId : orderIds()) {
      try {
        ticketFiles(folderOf(orderId)).forEach(file -> numbers.add(withoutExtension(file)));
      } catch (LedgerException e) {
        requireDatabase();
      }
    }
    return numbers;
  }

  private static String withoutExtension(Path file) {
    return TICKET_FILE.matcher(file.getFileName().toString()).replaceFirst("$1");
  }

  private Path folderOf(String orderId) {
    return database.resolve(OrderId.check(orderId));
  }

  private void requireDatabase() {
    if (hasReservations && !Database.isThere(database)) {
      throw new LedgerException(Database.gone(database));
    }
    if (!Files.isDirectory(database) || !Files.isReadable(database)) {
      throw new LedgerException(
          "The ticket database "
              + database
              + " is not a folder that can be read. Restore it, or set "
              + Database.VARIABLE
              + " to the right one.");
    }
  }

  private static Entry readTicket(Path file, String orderId) throws IOException {
    try {
      Instant publishedAt = Files.getLastModifiedTime(file).toInstant();
      Ticket ticket = JSON.readValue(file.toFile(), Ticket.class);
      if (ticket == null
          || ticket.paymentInfo() == null
          || !orderId.equals(ticket.orderId())
          || !file.getFileName().toString().equals(fileName(ticket))) {
        throw damaged(file, "it is empty, or the ticket of another order or number", null);
      }
      return new Entry(ticket, publishedAt);
    } catch (JsonProcessingException e) {
      throw damaged(file, place(e) + " cannot be read", null);
    } catch (NoSuchFileException e) {
      // Not for the caller, who would take it for an order without a folder.
      throw damaged(file, "it is gone, or a link that leads nowhere", e);
    }
  }

  /** Not in the parser's own words, nor with them as the cause: they may quote the card number. */
  static String place(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return at == null ? "it" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
  }

  private static LedgerException damaged(Path file, String why, Exception cause) {
    return new LedgerException(
        file
            + " is damaged ("
            + why
            + "). Mend the file or move it away; until then nobody can tell which ticket the order"
            + " has.",
        cause);
  }

  private static LedgerException notWritten(Path folder, IOException e) {
    return new LedgerException(
        "No ticket written: "
            + folder
            + ": "
            + reason(e)
            + ". Is the folder writable, is the disk full? No ticket was lost.",
        e);
  }

  private static LedgerException unreadable(Path folder, IOException e) {
    return new LedgerException(
        "Cannot read the ledger: "
            + folder
            + ": "
            + reason(e)
            + ". Make it a readable folder; until then nobody can tell what it holds.",
        e);
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return e.getClass().getSimpleName().replace("Exception", "")
        + (message == null ? "" : " (" + message + ")");
  }
}
