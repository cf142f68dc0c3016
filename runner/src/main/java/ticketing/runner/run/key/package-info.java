/**
 * The fifth strategy, for comparison: a create that is idempotent by a key, and how little a
 * workflow needs then.
 *
 * <p>Knows the ticket system and the order application.
 */
package ticketing.runner.run.key;
