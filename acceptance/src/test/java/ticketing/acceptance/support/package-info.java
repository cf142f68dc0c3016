/** Test helpers: commands as processes, copies of the workshop, servers. */
package ticketing.acceptance.support;
