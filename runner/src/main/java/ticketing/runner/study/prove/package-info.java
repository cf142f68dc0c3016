/**
 * {@code ./workshop prove}: the explorer on your code, with the shortest counterexample as a
 * timeline.
 *
 * <p>Knows {@link ticketing.testkit.explorer}, {@link ticketing.runner.run.code} and {@code
 * stages}.
 */
package ticketing.runner.study.prove;
