package ticketing.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests how the journal records the calls of the ticket system. */
@Timeout(10)
class JournalTest {
  private final Journal journal = new Journal();

  @Test
  void entries_are_kept_oldest_first() {
    Journal.Entry first = entry("order-2", 1, "rejected");
    Journal.Entry withoutOrder = entry(null, 1, "Not an order ID: null.");
    Journal.Entry last = entry("order-1", 1, "rejected");
    List.of(first, withoutOrder, last).forEach(journal::write);

    assertThat(journal.entries()).containsExactly(first, withoutOrder, last);
  }

  @Test
  void a_listener_gets_later_entries_also_of_a_journal_that_keeps_none() {
    for (Journal each : List.of(journal, Journal.forListenersOnly())) {
      List<Journal.Entry> heard = new ArrayList<>();
      Journal.Entry later = entry("order-1", 2, "rejected");
      each.write(entry("order-1", 1, "unavailable"));
      each.listen(heard::add);
      each.write(later);

      assertThat(heard).containsExactly(later);
      assertThat(each.entries()).hasSize(each == journal ? 2 : 0);
    }
  }

  private static Journal.Entry entry(String orderId, int call, String outcome) {
    return new Journal.Entry(
        SettableClock.START,
        orderId,
        Operation.CREATE_TICKET,
        call,
        Journal.Kind.STORED,
        Optional.empty(),
        outcome);
  }
}
