package ticketing.runner.util;

import io.javalin.http.Context;
import io.javalin.http.ServiceUnavailableResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;

/**
 * Server-sent events for some readers at a time, each served on the thread of its request, at its
 * own pace.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent
 *     events</a>
 */
public final class EventStream {
  /** Without a word now and then nobody notices that a reader has gone. Milliseconds. */
  public static final long SIGN_OF_LIFE_MILLIS = 5_000;

  private final int most;
  private final Semaphore readers;

  /** For so many readers at a time. */
  public EventStream(int most) {
    this.most = most;
    this.readers = new Semaphore(most);
  }

  /** Writes what one reader gets, until there is no more. */
  public interface Writing {
    /**
     * Writes it.
     *
     * @throws IOException if the reader has gone
     */
    void to(Events events) throws IOException, InterruptedException;
  }

  /**
   * Serves this reader until it has gone, or the writing returns.
   *
   * @throws ServiceUnavailableResponse if there are too many readers
   */
  public void serve(Context context, Writing writing) throws InterruptedException {
    if (!readers.tryAcquire()) {
      throw new ServiceUnavailableResponse(
          "There are %d readers already. Close one.".formatted(most));
    }
    try {
      context.res().setContentType("text/event-stream;charset=utf-8");
      writing.to(new Events(context.res().getOutputStream()));
    } catch (IOException e) {
      // The reader has gone, as readers do.
    } finally {
      readers.release();
    }
  }

  /** The way to one reader. Events are gathered until they are sent. */
  public static final class Events {
    private final OutputStream out;
    private final StringBuilder gathered = new StringBuilder();

    private Events(OutputStream out) {
      this.out = out;
    }

    /**
     * Adds an event.
     *
     * @param id what the reader says when it comes back; null for none
     * @param data in one line
     */
    public Events add(String name, String id, String data) {
      gathered.append("event: ").append(name).append('\n');
      if (id != null) {
        gathered.append("id: ").append(id).append('\n');
      }
      gathered.append("data: ").append(data).append("\n\n");
      return this;
    }

    /** Adds a line that readers skip. */
    public Events comment(String text) {
      gathered.append(": ").append(text).append("\n\n");
      return this;
    }

    /** Sends what was added; if nothing was, a sign of life. */
    public void send() throws IOException {
      if (gathered.isEmpty()) {
        comment("still here");
      }
      out.write(gathered.toString().getBytes(StandardCharsets.UTF_8));
      out.flush();
      gathered.setLength(0);
    }
  }
}
