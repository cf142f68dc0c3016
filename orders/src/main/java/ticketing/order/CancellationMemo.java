package ticketing.order;

import io.temporal.workflow.Workflow;
import java.util.Map;
import java.util.Optional;

/**
 * What a cancelled order leaves behind. Temporal closes it as CANCELED whatever the workflow
 * returns or throws, so the last validation's result is kept in the workflow's memo.
 *
 * @see <a href="https://docs.temporal.io/workflow-execution#memo">Temporal: Memo</a>
 */
public final class CancellationMemo {
  /** The memo's key. */
  public static final String OUTCOME = "outcome";

  /** The order was cancelled and has no ticket. */
  public static final String NO_TICKET = "no ticket";

  private CancellationMemo() {}

  /** Records what the last validation found. Call it in the workflow. */
  public static void record(Optional<String> ticket) {
    Workflow.upsertMemo(Map.of(OUTCOME, ticket.orElse(NO_TICKET)));
  }
}
