/** The companion as a student uses it: in a terminal, and where there is none. */
package ticketing.acceptance.terminal;
