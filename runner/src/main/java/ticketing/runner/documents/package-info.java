/**
 * What the Markdown of the workshop shows: code, terminals, links; and the recorded runs that it
 * has the terminals from. Knows the stages, and nothing of the checks and commands that use it.
 *
 * <p>The rule for fences, which every document keeps: {@code java} and {@code diff} show code of
 * ours; a fence without a language, or {@code text}, shows commands if each of its lines is one,
 * and else what a recorded run has printed; {@code diagram} is drawn by hand. See {@link
 * ticketing.runner.documents.Fence}.
 *
 * <p>In {@code demos.md} there is more to it: each section is run by its own commands, see {@link
 * ticketing.runner.documents.Demonstrations}.
 */
package ticketing.runner.documents;
