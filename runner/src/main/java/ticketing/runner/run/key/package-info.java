/** The fifth strategy, for comparison: a create that is idempotent by a key. */
package ticketing.runner.run.key;
