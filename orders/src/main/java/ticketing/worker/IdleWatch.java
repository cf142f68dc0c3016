package ticketing.worker;

import io.grpc.Attributes;
import io.grpc.ServerTransportFilter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the connections of a server, and knows since when there is none. */
class IdleWatch extends ServerTransportFilter {
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicLong idleSince = new AtomicLong(System.nanoTime());

  @Override
  public Attributes transportReady(Attributes attributes) {
    connections.incrementAndGet();
    return attributes;
  }

  @Override
  public void transportTerminated(Attributes attributes) {
    // Without attributes it never got ready: somebody only looked whether the port answers.
    if (attributes != null) {
      idleSince.set(System.nanoTime());
      connections.decrementAndGet();
    }
  }

  int connections() {
    return connections.get();
  }

  void awaitIdle(Duration limit) throws InterruptedException {
    idleSince.set(System.nanoTime());
    while (connections.get() > 0 || System.nanoTime() - idleSince.get() < limit.toNanos()) {
      TimeUnit.MILLISECONDS.sleep(250);
    }
  }
}
