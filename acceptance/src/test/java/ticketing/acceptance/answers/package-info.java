/** Tests that the named tests catch wrong answers, and that right answers of any shape pass. */
package ticketing.acceptance.answers;
