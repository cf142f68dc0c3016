/**
 * Tests the content of the documents: links, code, commands, terminal output, and demos.
 *
 * <p>A {@code java} or {@code diff} fence shows code of this project. A {@code text} fence, or a
 * fence without a language, shows commands if all its lines are commands; otherwise it shows output
 * from a file in {@code acceptance/recordings}. A {@code diagram} or {@code toml} fence is not
 * checked. {@code …} marks omitted text.
 */
package ticketing.acceptance.documents;
