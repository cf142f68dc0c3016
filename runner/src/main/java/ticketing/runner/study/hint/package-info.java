/**
 * {@code ./workshop hint}: graduated hints from {@code runner/starts/STAGE/hints.md}, one at a
 * time, the last one the difference to the solution. {@code .workshop} has how many you have had.
 *
 * <p>Knows {@link ticketing.runner.study.compare}, {@link ticketing.runner.study.progress} and
 * {@code stages}.
 */
package ticketing.runner.study.hint;
