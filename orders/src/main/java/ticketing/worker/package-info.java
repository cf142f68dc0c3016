/**
 * What the mains of an exercise run: a worker, a starter of orders, their connection to Temporal,
 * and the embedded server where there is none. Errors come as one line that names the fix.
 *
 * <p>Knows {@link ticketing.order}, {@link ticketing.system} and Temporal, and no exercise.
 */
package ticketing.worker;
