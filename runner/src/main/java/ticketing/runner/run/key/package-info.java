/**
 * The strategy for comparison: a create that is idempotent, and how little a workflow needs then.
 */
package ticketing.runner.run.key;
