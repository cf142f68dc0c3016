/** Tests the live page and the deck in a real browser. */
package ticketing.acceptance.browser;
