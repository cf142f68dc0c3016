package ticketing.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import ticketing.system.Operation;

/** Tests that a seed reproduces a run, and that faults occur with the given likelihood. */
@Timeout(10)
class RandomFaultsTest {
  private static final int CALLS = 10_000;

  @Test
  void a_seed_repeats_its_faults_in_any_thread_order() {
    List<FaultPlan.Call> calls = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      callsOfManyOrders(operation).limit(1_000).forEach(calls::add);
    }
    Map<FaultPlan.Call, Fault> sequential =
        calls.stream().collect(Collectors.toMap(call -> call, new RandomFaults(7, 0.5)::choose));
    Collections.shuffle(calls, new Random(1));
    RandomFaults shared = new RandomFaults(7, 0.5);
    Map<FaultPlan.Call, Fault> parallel = new ConcurrentHashMap<>();
    calls.parallelStream().forEach(call -> parallel.put(call, shared.choose(call)));

    assertThat(parallel).isEqualTo(sequential);
  }

  @Test
  void ticket_visibility_does_not_change_the_fault() {
    List<FaultPlan.Call> calls = callsOfOneOrder(Operation.FIND_TICKET).toList();
    List<Fault> faults = faults(new RandomFaults(7, 0.5), calls.stream());

    assertThat(
            faults(
                new RandomFaults(7, 0.5),
                calls.stream()
                    .map(
                        call ->
                            new FaultPlan.Call(
                                call.operation(), call.orderId(), call.number(), true, true))))
        .isEqualTo(faults);
    assertThat(faults(new RandomFaults(8, 0.5), calls.stream())).isNotEqualTo(faults);
  }

  @ParameterizedTest
  @EnumSource
  void likelihood_zero_gives_no_faults_one_only_faults(Operation operation) {
    assertThat(faults(new RandomFaults(7, 0), callsOfOneOrder(operation))).containsOnly(Fault.NONE);
    assertThat(faults(new RandomFaults(7, 1), callsOfOneOrder(operation)))
        .doesNotContain(Fault.NONE)
        .allSatisfy(fault -> assertThat(fault.operation()).isEqualTo(operation));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.1, 0.5, 0.8})
  void the_share_of_faults_is_the_likelihood(double likelihood) {
    RandomFaults faults = new RandomFaults(7, likelihood);

    for (Operation operation : Operation.values()) {
      assertThat(share(faults, callsOfOneOrder(operation)))
          .as("%s, one order", operation)
          .isCloseTo(likelihood, within(0.02));
      assertThat(share(faults, callsOfManyOrders(operation)))
          .as("%s, many orders", operation)
          .isCloseTo(likelihood, within(0.02));
    }
  }

  @Test
  void create_faults_are_equally_frequent_and_never_a_rejection() {
    Map<Fault, Long> counts =
        faults(new RandomFaults(7, 1), callsOfManyOrders(Operation.CREATE_TICKET)).stream()
            .collect(Collectors.groupingBy(fault -> fault, Collectors.counting()));

    assertThat(counts)
        .containsOnlyKeys(Fault.FAILED_BEFORE_WRITE, Fault.LOST_RESPONSE, Fault.LATE_WRITE);
    assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(3_130L, 3_530L));
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {-0.1, 1.1, 50, Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY})
  void a_likelihood_outside_zero_to_one_is_an_error(double likelihood) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RandomFaults(7, likelihood))
        .withMessage("A likelihood must be a number from 0 to 1, not " + likelihood + ".");
  }

  /** The READMEs of the exercises show these seeds and their faults. */
  @Test
  void documented_seeds_still_cause_the_documented_faults() {
    assertThat(documented(121, "order-314159", Operation.CREATE_TICKET, 2))
        .containsExactly(Fault.LOST_RESPONSE, Fault.NONE);
    assertThat(documented(946, "order-141421", Operation.CREATE_TICKET, 1))
        .containsExactly(Fault.LOST_RESPONSE);
    assertThat(documented(27, "order-161803", Operation.CREATE_TICKET, 1))
        .containsExactly(Fault.LOST_RESPONSE);
    assertThat(documented(27, "order-161803", Operation.FIND_TICKET, 3))
        .containsExactly(Fault.NONE, Fault.LOOK_UP_UNAVAILABLE, Fault.NONE);
    assertThat(documented(190, "order-173205", Operation.CREATE_TICKET, 2))
        .containsExactly(Fault.FAILED_BEFORE_WRITE, Fault.LATE_WRITE);
  }

  private static List<Fault> documented(long seed, String orderId, Operation operation, int calls) {
    return faults(
        new RandomFaults(seed, 0.5),
        IntStream.rangeClosed(1, calls).mapToObj(n -> call(operation, orderId, n)));
  }

  private static double share(FaultPlan plan, Stream<FaultPlan.Call> calls) {
    return faults(plan, calls).stream().filter(fault -> fault != Fault.NONE).count()
        / (double) CALLS;
  }

  private static List<Fault> faults(FaultPlan plan, Stream<FaultPlan.Call> calls) {
    return calls.map(plan::choose).toList();
  }

  private static Stream<FaultPlan.Call> callsOfOneOrder(Operation operation) {
    return IntStream.rangeClosed(1, CALLS).mapToObj(n -> call(operation, "order-314159", n));
  }

  private static Stream<FaultPlan.Call> callsOfManyOrders(Operation operation) {
    return IntStream.rangeClosed(1, CALLS).mapToObj(i -> call(operation, "order-" + i, 1));
  }

  private static FaultPlan.Call call(Operation operation, String orderId, int number) {
    return new FaultPlan.Call(operation, orderId, number, false, false);
  }
}
