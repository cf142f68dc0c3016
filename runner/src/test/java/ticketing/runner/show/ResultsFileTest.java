package ticketing.runner.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ticketing.testkit.WorkflowResult;

class ResultsFileTest {
  private static final WorkflowResult RETURNED = WorkflowResult.returned("TICKET-1");
  private static final WorkflowResult FAILED =
      new WorkflowResult(
          WorkflowResult.Kind.FAILED, null, "failed with Ambiguous: \"<b>no response</b>\"\n");

  @TempDir private Path temporary;

  @Test
  void another_process_reads_what_was_written() {
    assertThat(file().read()).isEmpty();
    file().add(1, RETURNED);
    file().add(2, FAILED);
    assertThat(file().read()).isEqualTo(Map.of(1, RETURNED, 2, FAILED));
  }

  @Test
  void the_last_line_of_an_order_counts() {
    file().add(1, FAILED);
    file().add(1, null);
    assertThat(file().read()).isEmpty();
    file().add(1, RETURNED);
    assertThat(file().read()).isEqualTo(Map.of(1, RETURNED));
  }

  @Test
  void a_torn_line_spoils_no_other() throws Exception {
    file().add(1, RETURNED);
    Files.writeString(path(), "{\"n\":2,\"kind\":\"RETU", StandardOpenOption.APPEND);
    assertThat(file().read()).isEqualTo(Map.of(1, RETURNED));
    file().add(3, FAILED);
    assertThat(file().read()).isEqualTo(Map.of(1, RETURNED, 3, FAILED));
  }

  private ResultsFile file() {
    return new ResultsFile(path());
  }

  private Path path() {
    return temporary.resolve("ended.jsonl");
  }
}
