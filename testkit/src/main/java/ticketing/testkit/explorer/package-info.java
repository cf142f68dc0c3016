/**
 * Runs a workflow under every schedule of faults, shortest first, and finds the shortest schedule
 * that breaks it. A library for the explorer tests and for {@code ./workshop prove}.
 *
 * <p>Depends only on {@link ticketing.testkit} and its dependencies, and on no exercise.
 */
package ticketing.testkit.explorer;
