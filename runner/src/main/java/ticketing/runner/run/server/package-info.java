/**
 * {@code ./workshop server}: Temporal servers on this computer, the embedded one and a real
 * development server, in a terminal or for a test.
 *
 * <p>Knows {@code stages} and {@link ticketing.worker}.
 */
package ticketing.runner.run.server;
