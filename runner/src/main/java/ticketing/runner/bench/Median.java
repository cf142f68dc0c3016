package ticketing.runner.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Times the same thing several times. */
final class Median {
  private Median() {}

  /** The median of so many runs, in seconds. */
  static double of(int runs, Callable<?> run) throws Exception {
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      long begin = System.nanoTime();
      run.call();
      nanos.add(System.nanoTime() - begin);
    }
    nanos.sort(null);
    return nanos.get(runs / 2) / 1e9;
  }

  /** The median of an odd number of figures. */
  static double of(List<Double> figures) {
    return figures.stream().sorted().toList().get(figures.size() / 2);
  }
}
