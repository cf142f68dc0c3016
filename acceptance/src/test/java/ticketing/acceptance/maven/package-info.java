/** Tests what a student sees of Maven, and that it gives the same verdicts as {@code watch}. */
package ticketing.acceptance.maven;
