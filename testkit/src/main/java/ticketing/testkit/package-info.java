/**
 * What turns a failing test into a lesson: {@link ticketing.testkit.TestOrder} places an order on
 * Temporal's test service, under scripted faults and in skipped time, and judges what the outside
 * world looks like afterwards. {@link ticketing.testkit.LessonReporter} tells what went wrong,
 * once.
 *
 * <p>It knows the ticket system and the order application, and no stage.
 */
package ticketing.testkit;
