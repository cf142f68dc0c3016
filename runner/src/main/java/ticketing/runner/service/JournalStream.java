package ticketing.runner.service;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import ticketing.system.Journal;

/**
 * The last entries of a journal, numbered from 1, for readers that each go at their own pace. A
 * reader that is too slow misses entries and is told so; nobody waits for it.
 */
public final class JournalStream implements AutoCloseable {
  private final int most;
  private final ArrayDeque<Journal.Entry> kept = new ArrayDeque<>();
  private long next = 1;
  private boolean closed;

  /** Keeps so many entries. */
  public JournalStream(int most) {
    this.most = most;
  }

  /**
   * Some entries, one after the other.
   *
   * @param first the number of the first of them
   * @param missed how many entries are gone that were asked for
   * @param entries in their order; none if there was nothing new
   */
  public record Batch(long first, long missed, List<Journal.Entry> entries) {}

  /** Adds an entry. */
  public synchronized void add(Journal.Entry entry) {
    if (kept.size() == most) {
      kept.removeFirst();
    }
    kept.addLast(entry);
    next++;
    notifyAll();
  }

  /**
   * The entries from a number on; if there are none yet, waits for the first.
   *
   * @param from the number, at least 1
   * @param atMost so many entries
   * @param millis how long to wait, in milliseconds
   */
  public synchronized Batch read(long from, int atMost, long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    long left = end - System.nanoTime();
    while (from >= next && !closed && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = end - System.nanoTime();
    }
    long oldest = next - kept.size();
    long first = Math.max(from, oldest);
    List<Journal.Entry> entries = new ArrayList<>();
    long number = oldest;
    for (Journal.Entry entry : kept) {
      if (number >= first && entries.size() < atMost) {
        entries.add(entry);
      }
      number++;
    }
    return new Batch(first, first - from, entries);
  }

  /** The number that the next entry will have. */
  public synchronized long next() {
    return next;
  }

  /** Whether no more entries come. */
  public synchronized boolean isClosed() {
    return closed;
  }

  /** Lets all readers go. */
  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
