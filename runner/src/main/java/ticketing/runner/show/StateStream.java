package ticketing.runner.show;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import ticketing.runner.util.EventStream;

/**
 * Sends the state of the page as server-sent events, at most 20 a second, each with all that has
 * changed since the one before. A new reader, or one that has seen another run, gets the whole.
 */
final class StateStream implements Handler, AutoCloseable {
  private static final int MAX_READERS = 32;

  /** A page that was closed is noticed when something is sent to it. */
  private static final long HEARTBEAT_MILLIS = 1_000;

  private static final long BETWEEN_MILLIS = 50;

  private final Show show;
  private final EventStream readers = new EventStream(MAX_READERS);
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
      if (running.board().await(since, HEARTBEAT_MILLIS)) {
        PageState state = running.state(since);
        since = state.version();
        events.add("state", null, PageState.json(state));
      }
      events.send();
      TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
    }
  }

  /** Ends all readers. */
  @Override
  public void close() {
    closed = true;
    show.running().board().touch();
  }
}
