package ticketing.runner.study.watch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.concurrent.BlockingQueue;
import ticketing.runner.util.CommandContext;

/** Reads what somebody types, line by line. */
final class Typing {
  private Typing() {}

  static void into(BlockingQueue<Event> events, CommandContext context) {
    Thread thread = new Thread(() -> read(events, context), "typing");
    thread.setDaemon(true);
    thread.start();
  }

  private static void read(BlockingQueue<Event> events, CommandContext context) {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(context.in(), Charset.defaultCharset()));
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        events.add(new Event.Typed(line));
      }
      if (context.isTerminal()) {
        // Ctrl-D, as at any prompt. Elsewhere there may never have been anybody who types.
        events.add(new Event.Typed("q"));
      }
    } catch (IOException e) {
      // The terminal is gone: saving a file is all that counts now.
    }
  }
}
