package ticketing.runner.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import ticketing.runner.util.UsageException;

/** Two services on one database share its ledger; two on one port there are not. */
@Timeout(30)
class TwoServicesTest {
  @TempDir private Path database;

  @Test
  void two_services_share_one_ledger() {
    try (ServedOrders one = new ServedOrders(database);
        ServedOrders other = new ServedOrders(database)) {
      List<String> numbers =
          IntStream.range(0, 60)
              .parallel()
              .mapToObj(i -> (i % 2 == 0 ? one : other).create().ticketId())
              .toList();

      assertThat(numbers).doesNotHaveDuplicates();
      assertThat(one.tickets()).containsExactlyInAnyOrderElementsOf(numbers);
      assertThat(one.client.findTicket(ServedOrders.ORDER))
          .isEqualTo(other.client.findTicket(ServedOrders.ORDER))
          .isPresent();
    }
  }

  @Test
  void a_port_in_use_names_the_option_to_change() {
    try (ServedOrders one = new ServedOrders(database)) {
      int port = one.service.address().getPort();

      assertThatExceptionOfType(UsageException.class)
          .isThrownBy(
              () -> TicketService.start(database, port, FaultSettings.NONE, "token", System.err))
          .withMessageContaining("--port");
      assertThat(one.client.findTicket(ServedOrders.ORDER)).isEmpty();
    }
  }
}
