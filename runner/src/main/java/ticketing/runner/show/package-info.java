/**
 * {@code ./workshop show}: the live page. Every strategy gets the same orders under the same
 * faults, each with a ticket service of its own. The page's state is computed here; the browser
 * only displays it.
 *
 * <p>Knows {@code run}, {@code service} and {@code stages}.
 */
package ticketing.runner.show;
