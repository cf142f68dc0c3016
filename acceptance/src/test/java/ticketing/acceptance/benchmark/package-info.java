/** Measures the workshop's speed. Not part of {@code verify}. */
package ticketing.acceptance.benchmark;
