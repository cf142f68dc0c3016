/** Tests the commands that a student uses, with a terminal and without one. */
package ticketing.acceptance.terminal;
