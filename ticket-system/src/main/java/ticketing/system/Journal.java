package ticketing.system;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What the ticket system did, call by call. Many threads may write and read it. */
public final class Journal {
  private final ConcurrentLinkedQueue<Entry> entries = new ConcurrentLinkedQueue<>();
  private final List<Consumer<Entry>> listeners = new CopyOnWriteArrayList<>();
  private final boolean keeps;

  /** A journal that keeps all its entries. */
  public Journal() {
    this(true);
  }

  private Journal(boolean keeps) {
    this.keeps = keeps;
  }

  /** A journal that keeps nothing, for a process without end: it only tells its listeners. */
  public static Journal thatKeepsNothing() {
    return new Journal(false);
  }

  /** What an entry is about, for programs; people read {@link Entry#outcome()}. */
  public enum Kind {
    /** A token was issued, or a reservation found. */
    ANSWERED,
    /** A create stored a ticket, and its caller was told so. */
    STORED,
    /** A create stored a ticket, and the response was lost. */
    RESPONSE_LOST,
    /** A create failed before it wrote anything. */
    NOT_WRITTEN,
    /** A create got no answer; it will land late. A {@link #LANDED} follows, or a failure. */
    WILL_LAND,
    /** A create whose caller had given up stored its ticket. */
    LANDED,
    /** A create is held up, on the brink of storing its ticket or of answering. */
    HELD,
    /** Refused for good. */
    REJECTED,
    /** The token had expired. */
    NOT_SENT,
    /** A look-up found a ticket. */
    FOUND,
    /** A look-up found none. */
    NONE,
    /** A look-up said "none", though there is a ticket. */
    STALE,
    /** The service was down for a call that only reads. */
    UNAVAILABLE,
    /** Something failed that no fault was meant to make fail. */
    FAILED
  }

  /**
   * One thing that happened.
   *
   * @param at when, by the ticket system's clock
   * @param orderId for which order
   * @param operation which operation it belongs to
   * @param call which call of that operation for that order, from 1
   * @param kind what came of it
   * @param ticketId which ticket it is about, if it is about one
   * @param outcome what came of it, in words
   */
  public record Entry(
      Instant at,
      String orderId,
      Operation operation,
      int call,
      Kind kind,
      Optional<String> ticketId,
      String outcome) {
    @Override
    public String toString() {
      return operation + " #" + call + " → " + outcome;
    }
  }

  /** Writes an entry and tells the listeners. */
  public void write(Entry entry) {
    if (keeps) {
      entries.add(entry);
    }
    listeners.forEach(listener -> listener.accept(entry));
  }

  /** From now on, every entry is handed to the listener, on the thread that wrote it. */
  public void listen(Consumer<Entry> listener) {
    listeners.add(listener);
  }

  /** All entries that it has kept, in the order in which they were written. */
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** The entries of one order, in the order in which they were written. */
  public List<Entry> entriesOf(String orderId) {
    return entries.stream().filter(entry -> orderId.equals(entry.orderId())).toList();
  }

  /** How often the operation was called, by all orders; a call may have several entries. */
  public int calls(Operation operation) {
    return (int)
        entries.stream()
            .filter(entry -> entry.operation() == operation)
            .map(entry -> entry.orderId() + " " + entry.call())
            .distinct()
            .count();
  }
}
