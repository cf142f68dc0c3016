/** What tests of the whole product share: its commands as processes, copies of it, servers. */
package ticketing.acceptance.support;
