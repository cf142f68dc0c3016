package ticketing.system;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** What the ticket system did, call by call. Many threads may write and read it. */
public final class Journal {
  private final ConcurrentLinkedQueue<Entry> entries = new ConcurrentLinkedQueue<>();
  private final List<Consumer<Entry>> listeners = new CopyOnWriteArrayList<>();

  /**
   * One thing that happened.
   *
   * @param at when, by the ticket system's clock
   * @param orderId for which order
   * @param operation which operation it belongs to
   * @param call which call of that operation for that order, from 1
   * @param outcome what came of it, in words
   */
  public record Entry(Instant at, String orderId, Operation operation, int call, String outcome) {
    @Override
    public String toString() {
      return operation + " #" + call + " → " + outcome;
    }
  }

  /** Writes an entry and tells the listeners. */
  public void write(Entry entry) {
    entries.add(entry);
    listeners.forEach(listener -> listener.accept(entry));
  }

  /** From now on, every entry is handed to the listener, on the thread that wrote it. */
  public void listen(Consumer<Entry> listener) {
    listeners.add(listener);
  }

  /** All entries so far, in the order in which they were written. */
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
