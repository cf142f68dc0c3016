/**
 * How fast the workshop is on this machine: figures, and ratios where two things are compared.
 * Nothing is judged.
 */
package ticketing.acceptance.bench;
