/**
 * The {@code ./workshop} command: {@link ticketing.runner.CommandGroup} lists the commands, and
 * {@link ticketing.runner.Main} prints their errors. Each command lives in the package of what a
 * person does with it.
 */
package ticketing.runner;
