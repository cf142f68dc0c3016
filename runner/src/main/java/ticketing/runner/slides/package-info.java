/**
 * The deck: its slides, its minute plan, and how it is built. Knows {@code browser}, and nothing of
 * the stages.
 */
package ticketing.runner.slides;
