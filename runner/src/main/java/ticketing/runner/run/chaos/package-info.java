/**
 * {@code ./workshop chaos}: many orders while their worker is killed again and again.
 *
 * <p>Knows {@code run}, {@code service} and {@code stages}.
 */
package ticketing.runner.run.chaos;
