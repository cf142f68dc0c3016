package ticketing.testkit.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ticketing.order.OrderFailures;
import ticketing.system.Operation;
import ticketing.system.faults.Fault;
import ticketing.system.faults.FaultPlan;

/** Tests that a printed schedule can be parsed, and that its steps are taken in order. */
@Timeout(10)
class ScheduleTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "after,ok",
        "fresh,too-late,fresh,ok",
        "fresh,before,settle+restart,too-stale",
        "reservation+again,down",
        "fresh,ok,end+much-later,fresh",
        "fresh,late+cancel",
        "fresh,expired,token-outage",
        "fresh,reject+retry",
        "patient: fresh,create-outage",
        "no-lag: late"
      })
  void what_was_printed_can_be_parsed(String text) {
    assertThat(Schedule.parse(text)).hasToString(text);
    assertThat(Schedule.parse(" " + text.replace(",", " , "))).as("with blanks").hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "ok,", "huh", "ok+huh", "settle", "end", "end+restart", "ok+much-later", "OK"})
  void an_unknown_step_is_reported_with_all_that_exist(String text) {
    assertThatThrownBy(() -> Schedule.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("A schedule has no step")
        .hasMessageContaining("too-late")
        .hasMessageContaining("+much-later");
  }

  @ParameterizedTest
  @ValueSource(strings = {": ok", "huh: ok", "D=6h L=5h: ok"})
  void an_unknown_world_is_reported_with_all_that_exist(String text) {
    assertThatThrownBy(() -> Schedule.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("A schedule has no world")
        .hasMessageContaining("no-lag:                 D = 10 min, L = 0 s: Temporal suggests");
  }

  @Test
  void a_schedule_counts_its_faults_and_creates() {
    Schedule schedule = Schedule.parse("fresh,too-late,down,fresh,ok+restart");

    assertThat(schedule.faults()).isEqualTo(2);
    assertThat(schedule.interruptions()).isEqualTo(1);
    assertThat(schedule.count(StepKind::isCreate)).isEqualTo(2);
    assertThat(schedule.isOutside()).isTrue();
    assertThat(Schedule.parse("fresh,late,stale").isOutside()).isFalse();
  }

  @Test
  void after_the_last_step_there_are_no_more_faults() {
    SchedulePlan plan = plan(Schedule.parse("fresh,late,down"));

    assertThat(plan.choose(look(false, false))).isEqualTo(Fault.NONE);
    assertThat(plan.choose(create())).isEqualTo(Fault.LATE_WRITE);
    assertThat(plan.choose(look(false, false))).isEqualTo(Fault.LOOK_UP_UNAVAILABLE);
    assertThat(plan.choose(look(true, true))).isEqualTo(Fault.NONE);
    assertThat(plan.mismatch()).isEmpty();
    assertThat(takenSteps(plan)).isEqualTo("fresh,late,down,fresh");
  }

  @Test
  void after_a_rejection_every_create_is_rejected() {
    SchedulePlan plan = plan(Schedule.parse("reject"));

    assertThat(plan.choose(create())).isEqualTo(Fault.REJECTED);
    assertThat(plan.choose(create())).isEqualTo(Fault.REJECTED);
    assertThat(takenSteps(plan)).isEqualTo("reject,reject");
  }

  @Test
  void a_look_up_can_be_stale_only_where_a_ticket_exists() {
    SchedulePlan plan = plan(new Schedule(World.USUAL, List.of()));
    plan.choose(look(false, false));
    plan.choose(look(true, true));
    plan.choose(look(false, true));

    assertThat(plan.options())
        .filteredOn(option -> !option.step().isInterrupted())
        .map(option -> option.at() + " " + option.step())
        .containsExactly(
            "0 reservation-outage",
            "0 unknown",
            "0 down",
            "0 look-up-outage",
            "1 down",
            "1 stale",
            "1 look-up-outage",
            "2 down",
            "2 too-stale",
            "2 look-up-outage");
  }

  @Test
  void an_outage_is_one_step_and_many_failures() {
    SchedulePlan plan = plan(Schedule.parse("look-up-outage,after"));
    ApplicationFailure down = ApplicationFailure.newFailure("down", OrderFailures.UNAVAILABLE);

    for (int i = 0; i < Scope.OUTAGE_CALLS; i++) {
      assertThat(plan.unclear(Operation.FIND_TICKET, down).getNextRetryDelay()).isNull();
      assertThat(plan.choose(look(false, false))).isEqualTo(Fault.LOOK_UP_UNAVAILABLE);
    }
    assertThat(plan.unclear(Operation.FIND_TICKET, down).getNextRetryDelay())
        .isEqualTo(World.USUAL.outage());
    assertThat(plan.choose(look(false, false))).isEqualTo(Fault.NONE);
    assertThat(takenSteps(plan)).isEqualTo("look-up-outage,fresh");
  }

  @Test
  void a_call_that_was_not_sent_is_recorded_as_expired() {
    SchedulePlan plan = plan(Schedule.parse("ok"));
    plan.choose(create());
    plan.wasNotSent();

    assertThat(takenSteps(plan)).isEqualTo("expired");
  }

  @Test
  void a_step_that_cannot_happen_is_reported_without_a_fault() {
    SchedulePlan plan = plan(Schedule.parse("fresh,stale"));
    plan.choose(look(false, false));

    assertThat(plan.choose(create())).isEqualTo(Fault.NONE);
    assertThat(plan.mismatch().orElseThrow())
        .contains("step 2")
        .contains("\"stale\"")
        .contains("createTicket #1");
  }

  @Test
  void a_step_that_is_never_reached_is_reported() {
    SchedulePlan plan = plan(Schedule.parse("fresh,settle+cancel"));
    plan.choose(look(false, false));

    assertThat(plan.takeInterruption(StepKind.SETTLE)).isEqualTo(Interruption.CANCEL);

    plan = plan(Schedule.parse("fresh,ok"));
    plan.choose(look(false, false));

    assertThat(plan.mismatch().orElseThrow()).contains("never reached");
  }

  private static SchedulePlan plan(Schedule schedule) {
    return new SchedulePlan(schedule, Clock.systemUTC());
  }

  private static String takenSteps(SchedulePlan plan) {
    return plan.whole().toString();
  }

  private static FaultPlan.Call create() {
    return new FaultPlan.Call(Operation.CREATE_TICKET, "order-1", 1, false, false);
  }

  private static FaultPlan.Call look(boolean hides, boolean has) {
    return new FaultPlan.Call(Operation.FIND_TICKET, "order-1", 1, hides, has);
  }
}
