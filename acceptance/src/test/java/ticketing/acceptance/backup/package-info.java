/** Tests that {@code reset}, {@code catch-up} and {@code restore} never lose a student's work. */
package ticketing.acceptance.backup;
