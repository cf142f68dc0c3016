package ticketing.runner.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static ticketing.system.Operation.CREATE_TICKET;
import static ticketing.system.Operation.FIND_TICKET;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ticketing.runner.util.UsageException;
import ticketing.system.Operation;
import ticketing.system.faults.Fault;
import ticketing.system.faults.FaultPlan;

/** The switches: by lot and for next calls. */
@Timeout(10)
class SwitchedFaultsTest {
  private static final int CALLS = 4_000;

  private final SwitchedFaults faults = new SwitchedFaults(FaultSettings.NONE);

  @Test
  void the_next_calls_get_their_faults_in_order() {
    assertThat(faults.choose(create(1))).isEqualTo(Fault.NONE);
    faults.next(CREATE_TICKET, List.of(FaultSwitch.AFTER, FaultSwitch.LATE));

    assertThat(faults.choose(look(false))).isEqualTo(Fault.NONE);
    assertThat(faults.choose(create(1))).isEqualTo(Fault.RESPONSE_LOST);
    assertThat(faults.choose(create(2))).isEqualTo(Fault.LATE);
    assertThat(faults.choose(create(3))).isEqualTo(Fault.NONE);
  }

  @Test
  void stale_waits_for_a_ticket_it_can_hide() {
    faults.next(FIND_TICKET, List.of(FaultSwitch.STALE));

    assertThat(faults.choose(look(false))).isEqualTo(Fault.NONE);
    assertThat(faults.choose(look(true))).isEqualTo(Fault.STALE);
    assertThat(faults.choose(look(true))).isEqualTo(Fault.NONE);
  }

  @Test
  void each_fault_is_as_frequent_as_its_likelihood() {
    faults.use(new FaultSettings(7, Map.of(FaultSwitch.AFTER, 0.3, FaultSwitch.BEFORE, 0.1)));
    Map<Fault, Integer> count = new EnumMap<>(Fault.class);
    IntStream.rangeClosed(1, CALLS)
        .forEach(call -> count.merge(faults.choose(create(call)), 1, Integer::sum));

    assertThat(count).containsOnlyKeys(Fault.NONE, Fault.RESPONSE_LOST, Fault.UNAVAILABLE);
    assertThat(count.get(Fault.RESPONSE_LOST) / (double) CALLS).isCloseTo(0.3, within(0.05));
    assertThat(count.get(Fault.UNAVAILABLE) / (double) CALLS).isCloseTo(0.1, within(0.05));
  }

  @Test
  void a_seed_repeats_its_faults() {
    assertThat(drawn(7)).isEqualTo(drawn(7)).isNotEqualTo(drawn(8));
  }

  private static List<Optional<FaultSwitch>> drawn(long seed) {
    FaultSettings settings = FaultSettings.everywhere(seed, 0.5);
    return IntStream.rangeClosed(1, 50).mapToObj(call -> settings.draw(create(call))).toList();
  }

  @Test
  void everywhere_draws_every_fault_but_rejections() {
    FaultSettings always = FaultSettings.everywhere(1, 1);
    for (Operation operation : Operation.values()) {
      for (int call = 1; call <= 100; call++) {
        FaultSwitch fault =
            always.draw(new FaultPlan.Call(operation, "order-1", call, true, true)).orElseThrow();
        assertThat(fault.operation()).isEqualTo(operation);
        assertThat(Fault.of(operation)).contains(fault.kind());
        assertThat(fault).isNotEqualTo(FaultSwitch.REJECT);
      }
    }
  }

  @Test
  void the_faults_read_back_as_they_were_set() throws Exception {
    change(
        """
        {"seed": 9, "likelihoods": {"createTicket=after": 0.25},
         "next": ["createTicket=hold-before", "findTicket=stale", "createTicket=after"]}
        """);

    String shown = state();
    assertThat(shown)
        .contains(
            "\"seed\":9",
            "\"createTicket=after\":0.25",
            "\"next\":[\"createTicket=hold-before\",\"createTicket=after\",\"findTicket=stale\"]");
    change("{\"seed\": 10}");
    assertThat(state()).isEqualTo(shown.replace("\"seed\":9", "\"seed\":10"));
    change("{\"clear\": true}");
    assertThat(state()).contains("\"createTicket=after\":0.0", "\"next\":[]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"seed\": 1",
        "{\"seed\": \"x\"}",
        "{\"seed\": 1.5}",
        "{\"sead\": 1}",
        "{\"likelihoods\": 1.5}",
        "{\"likelihoods\": {\"createTicket=nix\": 0.1}}",
        "{\"likelihoods\": {\"createTicket=after\": \"0.1\"}}",
        "{\"likelihoods\": {\"createTicket=after\": null}}",
        "{\"likelihoods\": {\"createTicket=after\": -0.1}}",
        "{\"likelihoods\": {\"createTicket=after\": 0.6, \"createTicket=before\": 0.6}}",
        "{\"likelihoods\": {\"createTicket=too-late\": 0.6}}",
        "{\"next\": \"createTicket=after\"}",
        "{\"next\": [\"findTicket=after\"]}",
        "{\"next\": [null]}",
        "{\"seed\": 5, \"release\": 1}"
      })
  void an_invalid_change_changes_nothing(String text) {
    faults.use(FaultSettings.everywhere(3, 0.4));
    String before = state();

    assertThatThrownBy(() -> change(text))
        .isInstanceOfAny(UsageException.class, Json.UnreadableException.class);
    assertThat(state()).isEqualTo(before);
  }

  private void change(String text) throws Json.UnreadableException {
    faults.change(Json.read(text, Messages.FaultChange.class));
  }

  private String state() {
    return Json.write(faults.state(0));
  }

  private static FaultPlan.Call create(int number) {
    return new FaultPlan.Call(CREATE_TICKET, "order-1", number, false, false);
  }

  private static FaultPlan.Call look(boolean hidesTicket) {
    return new FaultPlan.Call(FIND_TICKET, "order-1", 1, hidesTicket, hidesTicket);
  }
}
