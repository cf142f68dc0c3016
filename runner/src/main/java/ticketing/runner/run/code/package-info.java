/**
 * Which workflow code a command runs: yours, the solution's, or the strategy for comparison; and
 * the options that choose it.
 *
 * <p>Knows {@code stages} and {@link ticketing.runner.run.key}.
 */
package ticketing.runner.run.code;
