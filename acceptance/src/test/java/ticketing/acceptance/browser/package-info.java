/** The live page and the deck, looked at and used in a real browser. */
package ticketing.acceptance.browser;
