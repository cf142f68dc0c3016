/**
 * Runs a workflow under every schedule of faults, shortest first, and finds the shortest that
 * breaks it. A library for the proof tests and for {@code ./workshop prove}.
 *
 * <p>Knows {@link ticketing.testkit} and what that knows, and no exercise.
 */
package ticketing.testkit.explorer;
