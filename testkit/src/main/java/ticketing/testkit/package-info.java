/**
 * Makes a failing test explain itself: {@link ticketing.testkit.TestOrder} places an order on
 * Temporal's test service, under scripted faults and in skipped time, and checks the tickets and
 * the result. {@link ticketing.testkit.suite.ConsoleReporter} prints what went wrong.
 *
 * <p>Knows the ticket system and the order application, and no exercise.
 */
package ticketing.testkit;
