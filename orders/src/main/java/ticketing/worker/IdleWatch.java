package ticketing.worker;

import io.grpc.Attributes;
import io.grpc.ServerTransportFilter;
import java.time.Duration;

/** Counts the connections of a server, and knows since when there is none. */
class IdleWatch extends ServerTransportFilter {
  private static final long POLL_MILLIS = 250;

  private int connections;
  private long idleSince;

  @Override
  public synchronized Attributes transportReady(Attributes attributes) {
    connections++;
    return attributes;
  }

  @Override
  public synchronized void transportTerminated(Attributes attributes) {
    // Without attributes it was never ready: only a check whether the port is open.
    if (attributes != null) {
      connections--;
      idleSince = System.nanoTime();
    }
  }

  synchronized int connections() {
    return connections;
  }

  /** Waits until there has been no connection for so long. */
  synchronized void awaitIdle(Duration limit) throws InterruptedException {
    idleSince = System.nanoTime();
    while (connections > 0 || System.nanoTime() - idleSince < limit.toNanos()) {
      wait(POLL_MILLIS);
    }
  }
}
