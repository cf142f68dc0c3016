/**
 * {@code ./workshop compare}: the difference between your code and the solution, for a person to
 * read.
 *
 * <p>Knows {@code stages}.
 */
package ticketing.runner.study.compare;
