/**
 * {@code reset}, {@code catch-up} and {@code restore}: whatever happens, no byte of work is lost.
 */
package ticketing.acceptance.backup;
