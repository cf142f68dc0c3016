/** Tests that the named tests catch the wrong answers, and that all right answers pass. */
package ticketing.acceptance.answers;
