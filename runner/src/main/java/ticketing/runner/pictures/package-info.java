/**
 * {@code ./workshop pictures}: the timelines in {@code resources/}, drawn from what the explorer's
 * journal says. It knows {@code prove}, which lets the schedules happen; only {@code verify} knows
 * it.
 */
package ticketing.runner.pictures;
