/**
 * A decorator that makes any ticket system fail on purpose, and ways to choose the faults:
 * scripted, random from a seed, or by a callback.
 *
 * <p>Knows {@link ticketing.system}.
 */
package ticketing.system.faults;
