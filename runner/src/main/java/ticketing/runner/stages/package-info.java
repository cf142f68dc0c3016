/**
 * The four stages: found in their folders, compiled, loaded by a class loader each, and tested in a
 * warm JVM.
 *
 * <p>Knows the testkit and {@link ticketing.runner.util}.
 */
package ticketing.runner.stages;
