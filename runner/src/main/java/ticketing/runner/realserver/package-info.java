/**
 * A real Temporal development server on this computer: Temporal's command line program, found or
 * built, and a server of it.
 */
package ticketing.runner.realserver;
