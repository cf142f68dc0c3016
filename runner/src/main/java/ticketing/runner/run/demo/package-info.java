/** {@code ./workshop demo}: the same orders under the same faults, through every strategy. */
package ticketing.runner.run.demo;
