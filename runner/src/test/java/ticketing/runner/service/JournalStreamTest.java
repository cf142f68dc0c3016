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

/** The last entries of a journal, and what a reader gets that comes late. */
@Timeout(10)
class JournalStreamTest {
  private static final int MOST = 3;

  private final JournalStream stream = new JournalStream("run", MOST);

  @Test
  void a_reader_continues_where_it_stopped() throws Exception {
    add(1, 2);
    assertThat(calls(stream.read(1, 1))).containsExactly(1, 2);
    add(3);
    assertThat(calls(stream.read(3, 1))).containsExactly(3);
  }

  @Test
  void a_late_reader_learns_how_much_it_missed() throws Exception {
    add(1, 2, 3, 4, 5);
    JournalStream.Batch batch = stream.read(1, 1);

    assertThat(batch.missed()).isEqualTo(2);
    assertThat(batch.first()).isEqualTo(3);
    assertThat(calls(batch)).containsExactly(3, 4, 5);
  }

  @Test
  void a_reader_waits_for_the_next_entry() throws Exception {
    CompletableFuture<List<Integer>> read =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return calls(stream.read(1, 5_000));
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
    assertThat(stream.read(1, 20).entries()).isEmpty();
    stream.close();
    assertThat(stream.read(1, 60_000).entries()).isEmpty();
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

  private static List<Integer> calls(JournalStream.Batch batch) {
    return batch.entries().stream().map(Journal.Entry::call).toList();
  }
}
