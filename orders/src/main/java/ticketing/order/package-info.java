/**
 * What the workflow code of an exercise calls: the workflow's interface, the activities, their
 * failures.
 */
package ticketing.order;
