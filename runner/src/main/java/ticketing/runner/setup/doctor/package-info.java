/**
 * Whether this computer can do what the workshop needs, and how to make it so. All but the commands
 * stands on the JDK alone: where the runner cannot be built, the launcher compiles and runs it.
 */
package ticketing.runner.setup.doctor;
