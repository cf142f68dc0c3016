/** {@code ./workshop board} and {@code test}: your progress, and what to do next. */
package ticketing.runner.study.board;
