/**
 * {@code ./workshop doctor} and {@code prefetch}: whether this machine has what the workshop needs.
 */
package ticketing.runner.setup.doctor;
