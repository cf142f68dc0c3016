package ticketing.runner.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import ticketing.system.Journal;
import ticketing.system.Operation;

/** Tests which entries of a journal are kept, and what a late reader gets. */
@Timeout(10)
class JournalStreamTest {
  private static final int MOST = 3;

  private final JournalStream stream = new JournalStream("run", MOST);

  @Test
  void a_reader_continues_where_it_stopped() throws Exception {
    add(1, 2);
    assertThat(calls(stream.readAfter(0, 1))).containsExactly(1, 2);
    add(3);
    assertThat(calls(stream.readAfter(2, 1))).containsExactly(3);
  }

  @Test
  void a_late_reader_learns_how_much_it_missed() throws Exception {
    add(1, 2, 3, 4, 5);
    List<JournalStream.Numbered> entries = stream.readAfter(0, 1);

    assertThat(entries.get(0).number()).isEqualTo(3);
    assertThat(calls(entries)).containsExactly(3, 4, 5);
  }

  @Test
  void a_reader_waits_for_the_next_entry() throws Exception {
    CompletableFuture<List<Integer>> read =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return calls(stream.readAfter(0, 5_000));
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    TimeUnit.MILLISECONDS.sleep(50);
    add(1);

    assertThat(read.get(5, TimeUnit.SECONDS)).containsExactly(1);
  }

  @Test
  void a_reader_gets_nothing_if_nothing_comes() throws Exception {
    assertThat(stream.readAfter(0, 20)).isEmpty();
    stream.close();
    assertThat(stream.readAfter(0, 60_000)).isEmpty();
  }

  private void add(int... calls) {
    for (int call : calls) {
      stream.add(
          new Journal.Entry(
              Instant.EPOCH,
              "order-1",
              Operation.CREATE_TICKET,
              call,
              Journal.Kind.STORED,
              Optional.empty(),
              "stored"));
    }
  }

  private static List<Integer> calls(List<JournalStream.Numbered> entries) {
    return entries.stream().map(one -> one.entry().call()).toList();
  }
}
