/** A real browser, driven over Chrome's DevTools protocol. Knows nothing of what it shows. */
package ticketing.runner.browser;
