package ticketing.runner.util;

import io.javalin.http.Context;
import io.javalin.http.ServiceUnavailableResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;

/** Serves server-sent events to a limited number of readers, each on the thread of its request. */
public final class EventStream {
  /** How often a heartbeat is due, in milliseconds: only a write notices that a reader is gone. */
  public static final long SIGN_OF_LIFE_MILLIS = 5_000;

  private final int most;
  private final Semaphore readers;

  /** Serves at most this number of readers at a time. */
  public EventStream(int most) {
    this.most = most;
    this.readers = new Semaphore(most);
  }

  /** Writes the events of one reader. */
  public interface Writing {
    /** Writes until there is no more; throws IOException if the reader is gone. */
    void to(Events events) throws IOException, InterruptedException;
  }

  /**
   * Serves this reader until it is gone, or the writing returns.
   *
   * @throws ServiceUnavailableResponse if there are too many readers
   */
  public void serve(Context context, Writing writing) throws InterruptedException {
    if (!readers.tryAcquire()) {
      throw new ServiceUnavailableResponse("There are %d readers. Close one.".formatted(most));
    }
    try {
      context.res().setContentType("text/event-stream;charset=utf-8");
      writing.to(new Events(context.res().getOutputStream()));
    } catch (IOException e) {
      // The reader is gone.
    } finally {
      readers.release();
    }
  }

  /** Collects events for one reader until they are sent. */
  public static final class Events {
    private final OutputStream out;
    private final StringBuilder collected = new StringBuilder();

    private Events(OutputStream out) {
      this.out = out;
    }

    /**
     * Adds an event.
     *
     * @param id which the reader passes when it reconnects; null for none
     * @param data one line
     */
    public Events add(String name, String id, String data) {
      collected.append("event: ").append(name).append('\n');
      if (id != null) {
        collected.append("id: ").append(id).append('\n');
      }
      collected.append("data: ").append(data).append("\n\n");
      return this;
    }

    /** Adds a line that readers ignore. */
    public Events comment(String text) {
      collected.append(": ").append(text).append("\n\n");
      return this;
    }

    /** Sends what was added; if nothing was, a heartbeat. */
    public void send() throws IOException {
      if (collected.isEmpty()) {
        comment("still here");
      }
      out.write(collected.toString().getBytes(StandardCharsets.UTF_8));
      out.flush();
      collected.setLength(0);
    }
  }
}
