package ticketing.runner.show;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.ServiceUnavailableResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Sends the state of the page as server-sent events, at most 20 a second, each with all that has
 * changed since the one before. A new reader, or one that has seen another run, gets the whole.
 */
final class StateStream implements Handler, AutoCloseable {
  /** Each reader has the thread of its request. */
  private static final int MAX_READERS = 32;

  /** A page that was closed is noticed when something is sent to it. */
  private static final long HEARTBEAT_MILLIS = 1_000;

  private static final long BETWEEN_MILLIS = 50;

  private final Show show;
  private final Semaphore readers = new Semaphore(MAX_READERS);
  private volatile boolean closed;

  StateStream(Show show) {
    this.show = show;
  }

  @Override
  public void handle(Context context) throws InterruptedException {
    if (!readers.tryAcquire()) {
      throw new ServiceUnavailableResponse(
          "There are %d readers. Close one.".formatted(MAX_READERS));
    }
    try {
      context.res().setContentType("text/event-stream;charset=utf-8");
      send(context.res().getOutputStream());
    } catch (IOException e) {
      // The reader is gone.
    } finally {
      readers.release();
    }
  }

  private void send(OutputStream out) throws IOException, InterruptedException {
    RunningShow seen = null;
    long since = 0;
    while (!closed) {
      RunningShow running = show.running();
      if (running != seen) {
        seen = running;
        since = 0;
      }
      String event = ": still here\n\n";
      if (running.board().await(since, HEARTBEAT_MILLIS)) {
        PageState state = running.state(since);
        since = state.version();
        event = "event: state\ndata: " + PageState.json(state) + "\n\n";
      }
      out.write(event.getBytes(StandardCharsets.UTF_8));
      out.flush();
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
