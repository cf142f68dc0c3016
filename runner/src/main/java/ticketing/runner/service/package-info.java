/**
 * The ticket system over HTTP on 127.0.0.1, and its client. A lost response is a cut connection, a
 * late write happens after its caller has given up, and faults can be changed while it runs.
 *
 * <p>Knows the ticket system, and no strategy.
 */
package ticketing.runner.service;
