/**
 * The tests that exercises 03 and 04 share, and how the results of an exercise's tests are printed.
 *
 * <p>Depends on {@link ticketing.testkit} and {@link ticketing.testkit.explorer}.
 */
package ticketing.testkit.suite;
