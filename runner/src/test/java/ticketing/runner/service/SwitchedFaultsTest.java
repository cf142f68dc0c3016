package ticketing.runner.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static ticketing.system.Operation.CREATE_TICKET;
import static ticketing.system.Operation.FIND_TICKET;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import ticketing.runner.util.UsageException;
import ticketing.system.Operation;
import ticketing.system.faults.Fault;
import ticketing.system.faults.FaultPlan;

/** Tests the likelihoods of faults and the faults set for the next calls. */
@Timeout(10)
class SwitchedFaultsTest {
  private static final int CALLS = 4_000;

  private final SwitchedFaults faults = new SwitchedFaults(7);

  @Test
  void the_next_calls_get_their_faults_in_order() {
    assertThat(faults.choose(create(1))).isEqualTo(Fault.NONE);
    faults.addNext(Fault.LOST_RESPONSE);
    faults.addNext(Fault.LATE_WRITE);

    assertThat(faults.choose(look(false))).isEqualTo(Fault.NONE);
    assertThat(faults.choose(create(1))).isEqualTo(Fault.LOST_RESPONSE);
    assertThat(faults.choose(create(2))).isEqualTo(Fault.LATE_WRITE);
    assertThat(faults.choose(create(3))).isEqualTo(Fault.NONE);
  }

  @Test
  void stale_waits_for_a_ticket_it_can_hide() {
    faults.addNext(Fault.STALE_READ);

    assertThat(faults.choose(look(false))).isEqualTo(Fault.NONE);
    assertThat(faults.choose(look(true))).isEqualTo(Fault.STALE_READ);
    assertThat(faults.choose(look(true))).isEqualTo(Fault.NONE);
  }

  @Test
  void a_spared_order_gets_no_fault() {
    SwitchedFaults sparing = new SwitchedFaults(7, order -> SwitchedFaults.SPARED);
    sparing.addNext(Fault.LOST_RESPONSE);
    sparing.setLikelihood(Fault.FAILED_BEFORE_WRITE, 1);

    assertThat(sparing.choose(create(1))).isEqualTo(Fault.NONE);
    assertThat(sparing.countNext(Fault.LOST_RESPONSE)).as("it waits for another").isEqualTo(1);
  }

  @Test
  void each_fault_is_as_frequent_as_its_likelihood() {
    faults.setLikelihood(Fault.LOST_RESPONSE, 0.3);
    faults.setLikelihood(Fault.FAILED_BEFORE_WRITE, 0.1);
    Map<Fault, Integer> count = new EnumMap<>(Fault.class);
    IntStream.rangeClosed(1, CALLS)
        .forEach(call -> count.merge(faults.choose(create(call)), 1, Integer::sum));

    assertThat(count).containsOnlyKeys(Fault.NONE, Fault.LOST_RESPONSE, Fault.FAILED_BEFORE_WRITE);
    assertThat(count.get(Fault.LOST_RESPONSE) / (double) CALLS).isCloseTo(0.3, within(0.05));
    assertThat(count.get(Fault.FAILED_BEFORE_WRITE) / (double) CALLS).isCloseTo(0.1, within(0.05));
  }

  @Test
  void a_seed_repeats_its_faults() {
    assertThat(drawn(7)).isEqualTo(drawn(7)).isNotEqualTo(drawn(8));
  }

  private static List<Fault> drawn(long seed) {
    SwitchedFaults faults = new SwitchedFaults(seed);
    faults.setLikelihood(0.5);
    return IntStream.rangeClosed(1, 50).mapToObj(call -> faults.choose(create(call))).toList();
  }

  @ParameterizedTest
  @EnumSource
  void everywhere_draws_every_fault_but_rejections(Operation operation) {
    faults.setLikelihood(1);
    Set<Fault> drawn =
        IntStream.rangeClosed(1, 100)
            .mapToObj(n -> faults.choose(new FaultPlan.Call(operation, "order-1", n, true, true)))
            .collect(Collectors.toSet());
    Set<Fault> all = Fault.of(operation);
    all.remove(Fault.REJECTED);

    assertThat(drawn).isEqualTo(all);
  }

  @Test
  void the_faults_read_back_as_they_were_set() throws Exception {
    change(
        """
        {"likelihood": 0.3,
         "next": ["createTicket=hold-before", "findTicket=stale", "createTicket=after"]}
        """);

    assertThat(faults.describe())
        .isEqualToNormalizingNewlines(
            """
            seed 7
            issueToken        down 30%
            findReservation   down 30%
            createTicket      before 10%  after 10%  late 10%  reject 0%  next: hold-before, after
            findTicket        down 15%  stale 15%  next: stale
            """);
    String shown = faults.describe();
    change("{\"next\": [\"createTicket=after\"]}");
    assertThat(faults.describe()).isEqualTo(shown.replace("hold-before, after", "after"));
    change("{\"clear\": true}");
    assertThat(faults.describe()).contains("after 0%").doesNotContain("next");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"likelihood\": 1.5}",
        "{\"likelihood\": -0.1}",
        "{\"likelihood\": \"0.1\"}",
        "{\"likelihood\": {\"createTicket=after\": 0.1}}",
        "{\"next\": \"createTicket=after\"}",
        "{\"next\": [\"findTicket=after\"]}",
        "{\"next\": [null]}",
        "{\"clear\": 1}",
        "{\"claer\": true}",
        "{\"clear\": true"
      })
  void an_invalid_change_changes_nothing(String text) {
    faults.setLikelihood(0.4);
    String before = faults.describe();

    assertThatThrownBy(() -> change(text)).isInstanceOf(UsageException.class);
    assertThat(faults.describe()).isEqualTo(before);
  }

  @Test
  void the_likelihoods_of_an_operation_are_at_most_one() {
    faults.setLikelihood(Fault.LOST_RESPONSE, 0.6);

    assertThatThrownBy(() -> faults.setLikelihood(Fault.FAILED_BEFORE_WRITE, 0.6))
        .isInstanceOf(UsageException.class);
    assertThat(faults.likelihood(Fault.FAILED_BEFORE_WRITE)).isZero();
  }

  private void change(String text) {
    faults.change(Json.read(text, Messages.FaultChange.class));
  }

  private static FaultPlan.Call create(int number) {
    return new FaultPlan.Call(CREATE_TICKET, "order-1", number, false, false);
  }

  private static FaultPlan.Call look(boolean hidesTicket) {
    return new FaultPlan.Call(FIND_TICKET, "order-1", 1, hidesTicket, hidesTicket);
  }
}
