/** {@code ./workshop watch}: from saving a file to a verdict, again and again. */
package ticketing.runner.study.watch;
