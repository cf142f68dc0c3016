/**
 * The live page: every strategy works through the same orders under the same faults, each with a
 * ticket service of its own, and a browser shows it. What the page knows is on the server side.
 */
package ticketing.runner.show;
