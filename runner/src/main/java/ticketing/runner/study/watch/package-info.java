/** {@code ./workshop watch}: tests your code each time you save a file. */
package ticketing.runner.study.watch;
