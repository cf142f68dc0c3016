package ticketing.runner.tickets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import ticketing.system.Journal;

/**
 * The journal as a stream of server-sent events. It begins with the oldest entry that is kept, or,
 * with {@code ?from=now}, with the next one; a client that comes back with Last-Event-ID gets what
 * it has missed. An event {@code entry} is one entry; an event {@code gone} says that some are gone
 * that were asked for, because they were too many or because the service was started anew.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent
 *     events</a>
 */
final class JournalRoute implements Handler {
  private static final int MOST_READERS = 32;
  private static final int BATCH = 256;
  private static final long SIGN_OF_LIFE_MILLIS = 5_000;

  private final JournalStream stream;
  private final String run;
  private final Semaphore readers = new Semaphore(MOST_READERS);

  /** The run is what tells the numbers of this process from those of the one before. */
  JournalRoute(JournalStream stream, String run) {
    this.stream = stream;
    this.run = run;
  }

  @Override
  public void handle(Context context) throws Exception {
    if (!readers.tryAcquire()) {
      Answers.refuse(
          context, 503, "busy", "%d programs read the journal already.".formatted(MOST_READERS));
      return;
    }
    try {
      context.res().setContentType("text/event-stream;charset=utf-8");
      send(context, context.res().getOutputStream());
    } catch (IOException e) {
      // The reader has gone, as readers do.
    } finally {
      readers.release();
    }
  }

  private void send(Context context, OutputStream out) throws IOException, InterruptedException {
    long from = 1;
    String last = context.header("Last-Event-ID");
    if (last == null) {
      from = "now".equals(context.queryParam("from")) ? stream.next() : 1;
    } else if (isOfThisRun(last)) {
      from = Long.parseLong(last.substring(run.length() + 1)) + 1;
    } else {
      write(out, event("gone", null, "{\"reason\":\"restarted\"}"));
    }
    write(out, ": the journal, run " + run + "\n\n");
    while (!stream.isClosed()) {
      JournalStream.Batch batch = stream.read(from, BATCH, SIGN_OF_LIFE_MILLIS);
      StringBuilder text = new StringBuilder();
      if (batch.missed() > 0) {
        String data = "{\"reason\":\"too many\",\"entries\":%d}".formatted(batch.missed());
        text.append(event("gone", null, data));
      }
      from = batch.first();
      for (Journal.Entry entry : batch.entries()) {
        text.append(event("entry", run + "-" + from, json(entry)));
        from++;
      }
      // Without a word now and then nobody notices that the reader has gone.
      write(out, text.isEmpty() ? ": still here\n\n" : text.toString());
    }
  }

  /** A number that was given out in this run, or the one before the first. */
  private boolean isOfThisRun(String id) {
    if (!id.startsWith(run + "-") || !id.substring(run.length() + 1).matches("\\d{1,18}")) {
      return false;
    }
    return Long.parseLong(id.substring(run.length() + 1)) < stream.next();
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static String event(String name, String id, String data) {
    return "event: "
        + name
        + "\n"
        + (id == null ? "" : "id: " + id + "\n")
        + "data: "
        + data
        + "\n\n";
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
