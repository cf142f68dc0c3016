/** {@code ./workshop board}, {@code test} and {@code next}: your progress, and what to do next. */
package ticketing.runner.study.board;
