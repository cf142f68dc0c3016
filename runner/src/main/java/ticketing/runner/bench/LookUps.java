package ticketing.runner.bench;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import ticketing.system.Ledger;
import ticketing.system.PaymentInfo;
import ticketing.testkit.TemporaryFolder;

/** A look-up must not cost more because other orders have tickets. */
final class LookUps {
  private static final int RUNS = 5;
  private static final int FEW_ORDERS = 100;
  private static final int MANY_ORDERS = 10_000;
  private static final int LOOK_UPS = 2_000;

  private LookUps() {}

  static void measure() throws Exception {
    double few = secondsPerLookUp(FEW_ORDERS);
    double many = secondsPerLookUp(MANY_ORDERS);
    System.out.printf(
        "ledger: a look-up among %d orders %.0f µs, among %d %.0f µs; ratio %.2f%n",
        FEW_ORDERS, few * 1e6, MANY_ORDERS, many * 1e6, many / few);
  }

  private static double secondsPerLookUp(int orders) throws Exception {
    Path folder = TemporaryFolder.create("workshop-bench");
    Ledger ledger = new Ledger(folder, Clock.systemUTC());
    for (int i = 1; i <= orders; i++) {
      ledger.append("order-" + i, new PaymentInfo("VISA-0000-000-0000-0000"), Instant.MAX);
    }
    return Median.of(RUNS, () -> lookUp(ledger, orders)) / LOOK_UPS;
  }

  private static int lookUp(Ledger ledger, int orders) {
    int found = 0;
    for (int i = 0; i < LOOK_UPS; i++) {
      found +=
          ledger.ticketsOf("order-" + ThreadLocalRandom.current().nextInt(1, orders + 1)).size();
    }
    return found;
  }
}
