/**
 * Tests what the documents show: links, code, commands, terminal output, demonstrations.
 *
 * <p>A fence with {@code java} or {@code diff} shows code of ours; one without a language, or with
 * {@code text}, shows commands if each of its lines is one, and else output that is in a file of
 * {@code acceptance/recordings}; {@code diagram} is drawn by hand. {@code …} stands for anything
 * left out.
 */
package ticketing.acceptance.documents;
