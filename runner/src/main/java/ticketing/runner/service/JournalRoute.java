package ticketing.runner.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import ticketing.runner.util.EventStream;
import ticketing.system.Journal;

/**
 * The journal as a stream of server-sent events. It begins with the oldest entry that is kept, or,
 * with {@code ?from=now}, with the next one; a client that comes back with Last-Event-ID gets what
 * it has missed. An event {@code entry} is one entry; an event {@code gone} says that some are gone
 * that were asked for, because they were too many or because the service was started anew.
 */
final class JournalRoute implements Handler {
  private static final int MOST_READERS = 32;
  private static final int BATCH = 256;

  private final JournalStream stream;
  private final String run;
  private final EventStream readers = new EventStream(MOST_READERS);

  /** The run is what tells the numbers of this process from those of the one before. */
  JournalRoute(JournalStream stream, String run) {
    this.stream = stream;
    this.run = run;
  }

  @Override
  public void handle(Context context) throws Exception {
    String last = context.header("Last-Event-ID");
    boolean fromNow = "now".equals(context.queryParam("from"));
    readers.serve(context, events -> send(last, fromNow, events));
  }

  private void send(String last, boolean fromNow, EventStream.Events events)
      throws IOException, InterruptedException {
    long from = 1;
    if (last == null) {
      from = fromNow ? stream.next() : 1;
    } else if (isOfThisRun(last)) {
      from = Long.parseLong(last.substring(run.length() + 1)) + 1;
    } else {
      events.add("gone", null, "{\"reason\":\"restarted\"}");
    }
    events.comment("the journal, run " + run).send();
    while (!stream.isClosed()) {
      JournalStream.Batch batch = stream.read(from, BATCH, EventStream.SIGN_OF_LIFE_MILLIS);
      if (batch.missed() > 0) {
        String data = "{\"reason\":\"too many\",\"entries\":%d}".formatted(batch.missed());
        events.add("gone", null, data);
      }
      from = batch.first();
      for (Journal.Entry entry : batch.entries()) {
        events.add("entry", run + "-" + from, json(entry));
        from++;
      }
      events.send();
    }
  }

  /** A number that was given out in this run, or the one before the first. */
  private boolean isOfThisRun(String id) {
    if (!id.startsWith(run + "-") || !id.substring(run.length() + 1).matches("\\d{1,18}")) {
      return false;
    }
    return Long.parseLong(id.substring(run.length() + 1)) < stream.next();
  }

  private static String json(Journal.Entry entry) {
    ObjectNode node =
        Wire.JSON
            .createObjectNode()
            .put("at", entry.at().toString())
            .put("orderID", entry.orderId())
            .put("operation", entry.operation().toString())
            .put("call", entry.call())
            .put("kind", entry.kind().name())
            .put("words", entry.outcome());
    entry.ticketId().ifPresent(ticket -> node.put("ticketID", ticket));
    return node.toString();
  }
}
