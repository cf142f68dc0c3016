/** The options that choose which workflow code a command runs. */
package ticketing.runner.run.code;
