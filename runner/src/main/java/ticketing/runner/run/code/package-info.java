/** The options that choose which workflow code a command runs, and the strategy with a key. */
package ticketing.runner.run.code;
