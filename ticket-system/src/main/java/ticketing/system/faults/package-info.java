/**
 * A ticket system that fails on purpose: a decorator around any other one, and ways to choose what
 * goes wrong (scripted, random from a seed, or by a callback). Nobody's source has to be touched.
 */
package ticketing.system.faults;
