/**
 * Files, locks, processes, loopback servers, the terminal and the environment.
 *
 * <p>Knows nothing else of the runner.
 */
package ticketing.runner.util;
