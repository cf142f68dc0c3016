package ticketing.runner.setup.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.Environment;
import ticketing.runner.util.Shell;

/** Where a worker will find Temporal, or start the embedded one. */
final class TemporalExamination {
  /** What {@code ticketing.worker.LocalPort} reads, which is no part of the JDK. */
  private static final String PORT_VARIABLE = "WORKSHOP_PORT";

  private static final String DEFAULT_PORT = "7233";

  private static final int PATIENCE_SECONDS = 5;

  private TemporalExamination() {}

  /** Asks Temporal, as a starter of orders does. */
  interface Question {
    /**
     * The address at which it answers.
     *
     * @throws Exception if it does not; the message says what to do
     */
    String address() throws Exception;
  }

  static List<Finding> findings(CommandContext context, Optional<Question> question)
      throws IOException {
    String configured = context.variable("TEMPORAL_ADDRESS");
    if (!configured.isEmpty()) {
      return List.of(ofServer(question, configured));
    }
    String named = context.variable(PORT_VARIABLE);
    String port = named.isEmpty() ? DEFAULT_PORT : named;
    if (!port.matches("\\d{1,5}")
        || Integer.parseInt(port) < 1
        || Integer.parseInt(port) > 65_535) {
      return List.of(
          Finding.broken(
              PORT_VARIABLE + " is \"" + port + "\", which is no port",
              "Set it to a number from 1 to 65535, or not at all."));
    }
    return List.of(ofPort(question, Integer.parseInt(port)));
  }

  private static Finding ofServer(Optional<Question> question, String address) {
    if (question.isEmpty()) {
      return Finding.fine("TEMPORAL_ADDRESS is " + address + " (not asked)");
    }
    try {
      return Finding.fine("Temporal answers at " + ask(question.get()));
    } catch (Exception e) {
      return Finding.broken(
          "TEMPORAL_ADDRESS is set, and no Temporal answers at " + address,
          "Start it, or correct TEMPORAL_ADDRESS. Without it the workshop starts its own.");
    }
  }

  private static Finding ofPort(Optional<Question> question, int port) throws IOException {
    if (!NetworkExamination.isListening("127.0.0.1", port)) {
      return ofSilentPort(port);
    }
    if (question.isEmpty()) {
      return Finding.warning(
          "Port " + port + " is in use; whether by a Temporal cannot be asked yet",
          "Mend the rest first, and run " + Environment.workshop("doctor") + " again.");
    }
    try {
      ask(question.get());
      return Finding.fine("Port " + port + ": a Temporal answers, and will be used");
    } catch (Exception e) {
      return Finding.broken(
          "Port " + port + " is taken by something that does not answer as Temporal does",
          "End that program, or use another port, in every terminal: " + otherPort());
    }
  }

  private static Finding ofSilentPort(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return Finding.fine("Port " + socket.getLocalPort() + " is free");
    } catch (IOException e) {
      return Finding.broken(
          "Port " + port + " cannot be used: " + e.getMessage(),
          "Use another port, in every terminal: " + otherPort());
    }
  }

  /** A server that answers does so at once; one of another kind lets the client wait. */
  private static String ask(Question question) throws Exception {
    FutureTask<String> answer = new FutureTask<>(question::address);
    Thread thread = new Thread(answer, "question to Temporal");
    thread.setDaemon(true);
    thread.start();
    return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private static String otherPort() throws IOException {
    return Environment.setting(PORT_VARIABLE, String.valueOf(Shell.freePort()));
  }
}
