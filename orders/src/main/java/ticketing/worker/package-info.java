/**
 * What the mains of an exercise run: a worker, a starter of orders, their connection to Temporal,
 * and the embedded server where there is none. An error is one line that names the fix.
 */
package ticketing.worker;
