/**
 * How a process finds Temporal: the server that the environment configures, one that runs at the
 * usual place, or the embedded one, which it starts.
 *
 * <p>It knows Temporal and nothing of tickets.
 */
package ticketing.temporal;
