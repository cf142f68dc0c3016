package ticketing.runner.stages;

import ticketing.testkit.Ring;

/** Is told how a run of tests proceeds. */
public interface TestListener {
  /** Ignores everything. */
  TestListener NONE = new TestListener() {};

  /** Called before the first test of a ring. */
  default void ringBegins(Ring ring) {}

  /** Called when a test has ended. */
  default void testEnds(TestVerdict test) {}
}
