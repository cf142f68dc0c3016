package ticketing.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the ticket system remembers of its calls. */
@Timeout(10)
class JournalTest {
  private final Journal journal = new Journal();

  @Test
  void an_entry_reads_like_a_line_of_a_timeline() {
    assertThat(entry("order-1", 2, "TICKET-2 stored"))
        .hasToString("createTicket #2 → TICKET-2 stored");
  }

  @Test
  void entries_are_kept_in_the_order_in_which_they_were_written() {
    Journal.Entry first = entry("order-2", 1, "rejected");
    Journal.Entry second = entry("order-1", 1, "rejected");
    journal.write(first);
    journal.write(second);

    assertThat(journal.entries()).containsExactly(first, second);
    assertThat(journal.entriesOf("order-1")).containsExactly(second);
  }

  @Test
  void a_call_without_an_order_does_not_hide_the_others() {
    Journal.Entry entry = entry("order-1", 1, "rejected");
    journal.write(entry(null, 1, "Not an order ID: null."));
    journal.write(entry);

    assertThat(journal.entriesOf("order-1")).containsExactly(entry);
  }

  @Test
  void a_listener_hears_what_is_written_from_now_on() {
    List<Journal.Entry> heard = new ArrayList<>();
    Journal.Entry entry = entry("order-1", 2, "rejected");
    journal.write(entry("order-1", 1, "unavailable"));
    journal.listen(heard::add);
    journal.write(entry);

    assertThat(heard).containsExactly(entry);
  }

  @Test
  void a_journal_that_keeps_nothing_still_tells_its_listeners() {
    List<Journal.Entry> heard = new ArrayList<>();
    Journal forgetful = Journal.thatKeepsNothing();
    forgetful.listen(heard::add);
    forgetful.write(entry("order-1", 1, "rejected"));

    assertThat(heard).hasSize(1);
    assertThat(forgetful.entries()).isEmpty();
  }

  private static Journal.Entry entry(String orderId, int call, String outcome) {
    return new Journal.Entry(
        SettableClock.BEGIN,
        orderId,
        Operation.CREATE_TICKET,
        call,
        Journal.Kind.STORED,
        Optional.empty(),
        outcome);
  }
}
