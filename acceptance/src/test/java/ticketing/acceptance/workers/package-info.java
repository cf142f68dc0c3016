/** Tests worker processes and the services that they use, on the embedded Temporal. */
package ticketing.acceptance.workers;
