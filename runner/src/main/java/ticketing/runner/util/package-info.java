/** Files, locks, processes, loopback servers, the terminal and the environment. */
package ticketing.runner.util;
