package ticketing.runner.stages;

import ticketing.testkit.Ring;

/**
 * The result of a test.
 *
 * @param test the method's name
 * @param sentence its name as a sentence
 * @param ring the ring to which it belongs
 * @param passed whether it passed
 * @param headline why it failed, in a line; empty if it passed
 * @param lesson why it failed, in as many lines as it takes; empty if it passed
 */
public record TestVerdict(
    String test, String sentence, Ring ring, boolean passed, String headline, String lesson) {}
