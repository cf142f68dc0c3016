/** Tests the server of the live page over HTTP. */
package ticketing.acceptance.show;
