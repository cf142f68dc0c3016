/**
 * {@code ./workshop watch}: tests your code each time that you save a file.
 *
 * <p>Knows the other packages of {@code study}, and {@code stages}.
 */
package ticketing.runner.study.watch;
