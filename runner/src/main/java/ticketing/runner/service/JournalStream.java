package ticketing.runner.service;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ticketing.runner.util.EventStream;
import ticketing.system.Journal;

/**
 * Serves the journal as server-sent events, from the oldest entry that is kept. A client that comes
 * back with Last-Event-ID gets what it missed. An event {@code gone} says that requested entries
 * are gone: too many, or the service was restarted.
 */
final class JournalStream implements Handler, AutoCloseable {
  private static final int MAX_READERS = 32;
  private static final int BATCH = 256;
  private static final Pattern ID = Pattern.compile("(\\w+)-(\\d{1,18})");

  private final EventStream readers = new EventStream(MAX_READERS);
  private final ArrayDeque<Numbered> kept = new ArrayDeque<>();
  private final String run;
  private final int most;
  private long last;
  private volatile boolean closed;

  /**
   * Keeps the last entries, numbered from 1.
   *
   * @param run distinguishes the numbers of this process from those of the previous one
   * @param most how many entries are kept
   */
  JournalStream(String run, int most) {
    this.run = run;
    this.most = most;
  }

  /** An entry and its number. */
  record Numbered(long number, Journal.Entry entry) {}

  synchronized void add(Journal.Entry entry) {
    if (kept.size() == most) {
      kept.removeFirst();
    }
    kept.addLast(new Numbered(++last, entry));
    notifyAll();
  }

  /** Returns entries after a number. If there are none, waits a while; there may be none then. */
  synchronized List<Numbered> readAfter(long number, long millis) throws InterruptedException {
    if (number >= last && !closed) {
      wait(millis);
    }
    return kept.stream().filter(one -> one.number() > number).limit(BATCH).toList();
  }

  @Override
  public void handle(Context context) throws Exception {
    String last = context.header("Last-Event-ID");
    readers.serve(context, events -> send(last, events));
  }

  private void send(String lastId, EventStream.Events events)
      throws IOException, InterruptedException {
    long sent = lastId == null ? 0 : numberOf(lastId);
    if (sent < 0) {
      events.add("gone", null, "{\"reason\":\"restarted\"}");
      sent = 0;
    }
    events.comment("journal of run " + run).send();
    while (!closed) {
      for (Numbered one : readAfter(sent, EventStream.SIGN_OF_LIFE_MILLIS)) {
        long missed = one.number() - sent - 1;
        if (missed > 0) {
          events.add("gone", null, "{\"reason\":\"too many\",\"entries\":%d}".formatted(missed));
        }
        sent = one.number();
        events.add("entry", run + "-" + sent, Json.write(one.entry()));
      }
      events.send();
    }
  }

  /** Returns the number in this ID; -1 if this run has not given it out. */
  private synchronized long numberOf(String id) {
    Matcher matcher = ID.matcher(id);
    if (!matcher.matches() || !matcher.group(1).equals(run)) {
      return -1;
    }
    long number = Long.parseLong(matcher.group(2));
    return number <= last ? number : -1;
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
