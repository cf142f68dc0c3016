/**
 * {@code ./workshop doctor} and {@code prefetch}: whether this computer has what the workshop
 * needs, and how to fix what it has not.
 *
 * <p>All but the commands knows the JDK alone: where the runner cannot be built, the launcher
 * compiles and runs {@link ticketing.runner.setup.doctor.Doctor}.
 */
package ticketing.runner.setup.doctor;
