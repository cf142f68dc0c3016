package ticketing.system;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;

/**
 * Controls a process that writes tickets; {@link #main} is the program of that process. The process
 * reports that it is ready, waits for a start signal, and ends when its parent ends.
 */
final class TicketWriter implements AutoCloseable {
  private final Process process;

  /** What the process does with an order. */
  enum Task {
    /** Adds a ticket to the order, even if it already has one. */
    APPEND {
      @Override
      void run(Ledger ledger, String orderId) {
        TicketFixtures.append(ledger, orderId);
      }
    },
    /**
     * Creates the order's ticket with a unique reference, and compares the answer with the ledger.
     */
    CREATE_WITH_REFERENCE {
      @Override
      void run(Ledger ledger, String orderId) {
        Ticket ticket = TicketFixtures.createWithReference(ledger, orderId);
        List<String> all = ledger.ticketIdsOf(orderId);
        if (!all.equals(List.of(ticket.ticketId()))) {
          throw new AssertionError(orderId + " got " + ticket.ticketId() + " and has " + all);
        }
      }
    };

    abstract void run(Ledger ledger, String orderId);
  }

  /** Starts a process that repeats a task this many times, cycling through these orders. */
  TicketWriter(Task task, Path database, Path errors, int times, String... orderIds)
      throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            TicketWriter.class.getName(),
            database.toString(),
            String.valueOf(times),
            String.join(",", orderIds),
            task.name());
    process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
            .start();
  }

  /** Runs the tasks in the started process. */
  public static void main(String[] args) throws IOException {
    Ledger ledger = new Ledger(Path.of(args[0]), Clock.systemUTC());
    String[] orderIds = args[2].split(",");
    Task task = Task.valueOf(args[3]);
    System.out.println("ready");
    System.in.read();
    endWithParent();
    for (int i = 0; i < Integer.parseInt(args[1]); i++) {
      task.run(ledger, orderIds[i % orderIds.length]);
    }
    System.exit(0);
  }

  private static void endWithParent() {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {}
              } catch (IOException e) {
                // The parent is gone.
              }
              Runtime.getRuntime().halt(1);
            });
    watch.setDaemon(true);
    watch.start();
  }

  /** Waits until all writers are ready, and starts them at the same time. */
  static void startAll(TicketWriter... writers) throws IOException {
    for (TicketWriter writer : writers) {
      if (writer.process.getInputStream().read() < 0) {
        throw new IOException("A writer ended before it was ready");
      }
    }
    for (TicketWriter writer : writers) {
      writer.process.getOutputStream().write('\n');
      writer.process.getOutputStream().flush();
    }
  }

  static boolean isAnyRunning(TicketWriter... writers) {
    return Arrays.stream(writers).anyMatch(writer -> writer.process.isAlive());
  }

  /** Waits until the process has ended; returns its exit code. */
  int exitCode() throws InterruptedException {
    return process.waitFor();
  }

  /** Kills the process at its current step. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
