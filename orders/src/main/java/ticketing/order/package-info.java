/**
 * The parts of the order application that all exercises share: the workflow's interface, its
 * activities with their options and failures. An exercise adds the workflow's implementation.
 *
 * <p>Knows {@link ticketing.system} and Temporal, and no exercise.
 */
package ticketing.order;
