/**
 * Temporal servers on this computer: the embedded one and a real development server, in a terminal
 * of their own or for a test. The program of the real one is found, or built.
 */
package ticketing.runner.run.server;
