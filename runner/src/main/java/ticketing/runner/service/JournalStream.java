package ticketing.runner.service;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import ticketing.runner.util.EventStream;
import ticketing.system.Journal;

/**
 * Serves the journal as server-sent events, from the oldest entry that is kept. A client that comes
 * back with Last-Event-ID gets what it missed. An event {@code gone} says that requested entries
 * are gone: too many, or the service was restarted.
 */
final class JournalStream implements Handler, AutoCloseable {
  private static final int MOST_READERS = 32;
  private static final int BATCH = 256;

  private final EventStream readers = new EventStream(MOST_READERS);
  private final ArrayDeque<Journal.Entry> kept = new ArrayDeque<>();
  private final String run;
  private final int most;
  private long next = 1;
  private boolean closed;

  /**
   * Keeps the last entries, numbered from 1.
   *
   * @param run tells the numbers of this process from those of the one before
   * @param most how many entries are kept
   */
  JournalStream(String run, int most) {
    this.run = run;
    this.most = most;
  }

  /**
   * Entries in their order.
   *
   * @param first the number of the first of them
   * @param missed how many of the requested entries are gone
   */
  record Batch(long first, long missed, List<Journal.Entry> entries) {}

  synchronized void add(Journal.Entry entry) {
    if (kept.size() == most) {
      kept.removeFirst();
    }
    kept.addLast(entry);
    next++;
    notifyAll();
  }

  /** The entries from a number on. If there are none yet, waits a while; then there may be none. */
  synchronized Batch read(long from, long millis) throws InterruptedException {
    if (from >= next && !closed) {
      wait(millis);
    }
    long oldest = next - kept.size();
    long first = Math.max(from, oldest);
    List<Journal.Entry> entries = kept.stream().skip(first - oldest).limit(BATCH).toList();
    return new Batch(first, first - from, entries);
  }

  private synchronized long next() {
    return next;
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public void handle(Context context) throws Exception {
    String last = context.header("Last-Event-ID");
    readers.serve(context, events -> send(last, events));
  }

  private void send(String last, EventStream.Events events)
      throws IOException, InterruptedException {
    long from = 1;
    if (last != null && isOfThisRun(last)) {
      from = number(last) + 1;
    } else if (last != null) {
      events.add("gone", null, "{\"reason\":\"restarted\"}");
    }
    events.comment("journal of run " + run).send();
    while (!isClosed()) {
      Batch batch = read(from, EventStream.SIGN_OF_LIFE_MILLIS);
      if (batch.missed() > 0) {
        String data = "{\"reason\":\"too many\",\"entries\":%d}".formatted(batch.missed());
        events.add("gone", null, data);
      }
      from = batch.first();
      for (Journal.Entry entry : batch.entries()) {
        events.add("entry", run + "-" + from, Json.write(entry));
        from++;
      }
      events.send();
    }
  }

  /** Whether this run has given out this number. */
  private boolean isOfThisRun(String id) {
    return id.startsWith(run + "-")
        && id.substring(run.length() + 1).matches("\\d{1,18}")
        && number(id) < next();
  }

  private long number(String id) {
    return Long.parseLong(id.substring(run.length() + 1));
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
