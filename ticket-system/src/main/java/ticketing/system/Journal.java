package ticketing.system;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Every call and its outcome, as the ticket system saw them. Threads may share it. */
public final class Journal {
  private final ConcurrentLinkedQueue<Entry> entries = new ConcurrentLinkedQueue<>();
  private final List<Consumer<Entry>> listeners = new CopyOnWriteArrayList<>();
  private final boolean keeps;

  /** Makes a journal that keeps all its entries. */
  public Journal() {
    this(true);
  }

  private Journal(boolean keeps) {
    this.keeps = keeps;
  }

  /** Makes a journal that keeps nothing, for a service: only its listeners get the entries. */
  public static Journal forListenersOnly() {
    return new Journal(false);
  }

  /** What an entry is about, for programs; people read {@link Entry#outcome()}. */
  public enum Kind {
    /** A token was issued, or a reservation found. */
    ANSWERED,
    /** A create stored a ticket and returned it. */
    STORED,
    /** A create stored a ticket, and the response was lost. */
    RESPONSE_LOST,
    /** A create failed before the write. */
    NOT_WRITTEN,
    /** A create got no answer and will write late: {@link #WRITTEN_LATE} follows, or a failure. */
    WRITE_PENDING,
    /** A late write: a create stored a ticket after its caller had given up. */
    WRITTEN_LATE,
    /** A create is held just before its write or its answer. */
    HELD,
    /** The call was rejected permanently. */
    REJECTED,
    /** The token had expired. */
    NOT_SENT,
    /** A look-up found a ticket. */
    FOUND,
    /** A look-up found none. */
    NONE,
    /** A stale read: a look-up said "none", though there is a ticket. */
    STALE,
    /** The service was down for a call that only reads. */
    UNAVAILABLE,
    /** Something failed, and no fault made it fail. */
    FAILED
  }

  /**
   * One event of a call.
   *
   * @param at when, by the ticket system's clock
   * @param call which call of that operation for that order, from 1
   * @param ticketId which ticket it is about, if it is about one
   * @param outcome the kind in words
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

  /** Writes an entry and passes it to the listeners. */
  public void write(Entry entry) {
    if (keeps) {
      entries.add(entry);
    }
    listeners.forEach(listener -> listener.accept(entry));
  }

  /** Passes every entry from now on to the listener, on the thread that writes it. */
  public void listen(Consumer<Entry> listener) {
    listeners.add(listener);
  }

  /** Returns the entries that it has kept, oldest first. */
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** Counts the calls of the operation, by all orders; a call may have several entries. */
  public int calls(Operation operation) {
    return (int)
        entries.stream()
            .filter(entry -> entry.operation() == operation)
            .map(entry -> entry.orderId() + " " + entry.call())
            .distinct()
            .count();
  }
}
