package ticketing.runner.run.demo;

import java.time.Duration;

/**
 * What came of all orders of one strategy, once everything late has landed.
 *
 * @param strategy its name
 * @param orders what came of each order
 * @param creates how often createTicket was called
 * @param time how long it took, in real time
 */
record DemoResult(String strategy, RunResults orders, int creates, Duration time) {}
