/**
 * The four stages: found in their folders, compiled, loaded by a class loader each, and tested in a
 * warm JVM.
 */
package ticketing.runner.stages;
