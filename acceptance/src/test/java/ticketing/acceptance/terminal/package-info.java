/** Tests the commands that students use, with and without a terminal. */
package ticketing.acceptance.terminal;
