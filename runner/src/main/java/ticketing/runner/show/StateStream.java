package ticketing.runner.show;

import io.javalin.http.sse.SseClient;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Sends the state of the page as server-sent events, at most 20 a second, each with all that has
 * changed since the one before. A new reader, or one that has seen another run, gets the whole.
 */
final class StateStream implements Consumer<SseClient>, AutoCloseable {
  private static final long BETWEEN_MILLIS = 50;

  /** A page that was closed is noticed when something is sent to it: once a second. */
  private static final int HEARTBEAT_EVERY = 20;

  private static final int CLOSE_LIMIT_SECONDS = 2;

  private final Supplier<RunningShow> shown;
  private final Phaser readers = new Phaser(1);
  private volatile boolean closed;

  StateStream(Supplier<RunningShow> shown) {
    this.shown = shown;
  }

  @Override
  public void accept(SseClient reader) {
    RunningShow seen = null;
    long since = 0;
    readers.register();
    try {
      for (int look = 1; !closed && !reader.terminated(); look++) {
        RunningShow running = shown.get();
        if (running != seen) {
          seen = running;
          since = 0;
        }
        // What changes from now on is sent the next time.
        long version = running.board.version();
        if (version > since) {
          reader.sendEvent("state", running.state(since));
          since = version;
        } else if (look % HEARTBEAT_EVERY == 0) {
          reader.sendComment("still here");
        }
        TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
      }
    } catch (InterruptedException e) {
      // The server is stopping.
    } finally {
      readers.arriveAndDeregister();
    }
  }

  /** Ends all readers: a server that stops while it sends to one logs thousands of errors. */
  @Override
  public void close() {
    closed = true;
    try {
      readers.awaitAdvanceInterruptibly(readers.arrive(), CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | InterruptedException e) {
      // One of them is slow; the server stops all the same.
    }
  }
}
