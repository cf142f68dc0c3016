/** Tests the Maven output for students, and that Maven and {@code watch} give the same verdicts. */
package ticketing.acceptance.maven;
