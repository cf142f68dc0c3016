/**
 * {@code ./workshop doctor} and {@code prefetch}: whether this machine has what the workshop needs;
 * and {@code verify}, which runs the tests with Maven in a pristine copy of the workshop.
 */
package ticketing.runner.setup;
