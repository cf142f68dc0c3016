package ticketing.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tests a strategy's task queue and its name in messages. */
class StrategyTest {
  private final Strategy strategy =
      new Strategy("03-validate-loop", SignalDrivenOrderWorkflow.class);

  @Test
  void the_task_queue_has_the_strategys_name() {
    assertThat(strategy.taskQueue()).isEqualTo("03-validate-loop");
    assertThat(strategy).hasToString("03-validate-loop");
  }

  @Test
  void another_task_queue_changes_nothing_else() {
    Strategy other = strategy.on("mine");

    assertThat(other.name()).isEqualTo("03-validate-loop");
    assertThat(other.taskQueue()).isEqualTo("mine");
    assertThat(other.workflows()).containsExactly(SignalDrivenOrderWorkflow.class);
    assertThat(other).hasToString("03-validate-loop on task queue mine");
  }
}
