/** Many orders at once, placed as fast as they can be, and how each of them ended. */
package ticketing.runner.run.orders;
