/** Wrong answers are caught by the tests they name; right answers of any shape pass. */
package ticketing.acceptance.answers;
