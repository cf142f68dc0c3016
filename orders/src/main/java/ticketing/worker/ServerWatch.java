package ticketing.worker;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall;
import io.grpc.ForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Notices that a server that has answered does not answer any more, and that it does again. The SDK
 * goes on trying by itself, and says nothing.
 */
final class ServerWatch implements ClientInterceptor {
  /**
   * A server that takes leave of a connection, as those behind a load balancer do now and then, is
   * found again at once. That is nothing to tell.
   */
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private final String address;
  private final LongSupplier nanoTime;
  private Consumer<String> listener = words -> {};
  private Runnable seeker = () -> {};
  private boolean failing;
  private long failingSince;
  private boolean told;

  /** Of the server at this address. */
  ServerWatch(String address) {
    this(address, System::nanoTime);
  }

  /** The same with another clock, for tests. */
  ServerWatch(String address, LongSupplier nanoTime) {
    this.address = address;
    this.nanoTime = nanoTime;
  }

  /**
   * From now on, this is told what happens, each a line for people.
   *
   * @param seek is run each time that the server is gone: to call it until it is back. A worker's
   *     own calls wait for work, and would come to their end a minute later
   */
  synchronized void listen(Consumer<String> told, Runnable seek) {
    listener = told;
    seeker = seek;
  }

  /** Whether it was told that the server is gone, and not yet that it is back. */
  synchronized boolean isGone() {
    return told;
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    return new ForwardingClientCall.SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<A> responses, Metadata headers) {
        super.start(
            new ForwardingClientCallListener.SimpleForwardingClientCallListener<>(responses) {
              @Override
              public void onClose(Status status, Metadata trailers) {
                closed(status);
                super.onClose(status, trailers);
              }
            },
            headers);
      }
    };
  }

  /** A call has come to its end in this way. */
  synchronized void closed(Status status) {
    switch (status.getCode()) {
      case UNAVAILABLE -> fails("does not answer any more");
      case UNAUTHENTICATED, PERMISSION_DENIED ->
          fails("does not let this process in any more (has its API key or certificate expired?)");
      case CANCELLED, DEADLINE_EXCEEDED -> {
        // Says nothing about the server: this side has ended the call.
      }
      default -> answers();
    }
  }

  private void fails(String how) {
    if (!failing) {
      failing = true;
      failingSince = nanoTime.getAsLong();
    } else if (!told && failingFor().compareTo(AT_ONCE) >= 0) {
      told = true;
      listener.accept(
          "Temporal at "
              + address
              + " "
              + how
              + ". Trying goes on, and the orders go on when it is back. A server that keeps them"
              + " in memory only, as the embedded one, forgets them: place them again then.");
      seeker.run();
    }
  }

  private void answers() {
    if (told) {
      listener.accept(
          "Temporal at %s is back, after %d s.".formatted(address, failingFor().toSeconds()));
    }
    failing = false;
    told = false;
  }

  private Duration failingFor() {
    return Duration.ofNanos(nanoTime.getAsLong() - failingSince);
  }
}
