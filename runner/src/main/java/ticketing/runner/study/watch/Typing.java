package ticketing.runner.study.watch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.concurrent.BlockingQueue;
import ticketing.runner.util.Terminal;

/** Reads what somebody types, line by line. */
final class Typing {
  private Typing() {}

  static void into(BlockingQueue<Event> events) {
    Thread thread = new Thread(() -> read(events), "typing");
    thread.setDaemon(true);
    thread.start();
  }

  private static void read(BlockingQueue<Event> events) {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        events.add(new Event.Typed(line));
      }
      if (Terminal.isUsed()) {
        // Ctrl-D, as at any prompt. Elsewhere there may never have been anybody who types.
        events.add(new Event.Typed("q"));
      }
    } catch (IOException e) {
      // The terminal is gone: saving a file is all that counts now.
    }
  }
}
