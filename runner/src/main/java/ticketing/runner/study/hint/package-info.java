/** {@code ./workshop hint}: the hints of {@code hints.md}, one at a time. */
package ticketing.runner.study.hint;
