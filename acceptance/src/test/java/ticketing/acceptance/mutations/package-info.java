/** Tests that every mistake in a solution would be noticed, with PIT, a mutation testing tool. */
package ticketing.acceptance.mutations;
