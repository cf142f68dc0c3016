package ticketing.runner.show;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import ticketing.runner.util.EventStream;

/**
 * The state of the page as server-sent events, each with all that has changed since the one before:
 * however fast things happen, a reader gets some twenty a second. One that comes, or comes back, or
 * has seen another run, gets the whole.
 */
final class StateStream implements Handler, AutoCloseable {
  private static final int MOST_READERS = 32;

  /** That a page was closed is noticed when something is sent to it. */
  private static final long SIGN_OF_LIFE_MILLIS = 1_000;

  private static final long BETWEEN_MILLIS = 50;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Show show;

  /** By which a page notices that another process is here, and that it needs another token. */
  private final long server = ProcessHandle.current().pid();

  private final EventStream readers = new EventStream(MOST_READERS);
  private volatile boolean closed;

  StateStream(Show show) {
    this.show = show;
  }

  @Override
  public void handle(Context context) throws InterruptedException {
    readers.serve(context, this::send);
  }

  private void send(EventStream.Events events) throws IOException, InterruptedException {
    RunningShow seen = null;
    long since = 0;
    while (!closed) {
      RunningShow running = show.running();
      if (running != seen) {
        seen = running;
        since = 0;
      }
      if (running.board().await(since, SIGN_OF_LIFE_MILLIS)) {
        ObjectNode state =
            JSON.createObjectNode()
                .put("whole", since == 0)
                .put("server", server)
                .put("sent", System.currentTimeMillis());
        since = running.board().write(since, state.putArray("cards"));
        running.writeTo(state);
        events.add("state", null, state.toString());
      }
      events.send();
      TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
    }
  }

  /** Lets all readers go. */
  @Override
  public void close() {
    closed = true;
    show.running().board().touch();
  }
}
