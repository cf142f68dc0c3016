package ticketing.runner.stages;

import ticketing.testkit.Ring;

/** The result of a test, which is its method's name. Headline and lesson say why it failed. */
public record TestVerdict(
    String test, String sentence, Ring ring, boolean passed, String headline, String lesson) {}
