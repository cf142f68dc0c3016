/** {@code ./workshop compare}: the difference between your code and the solution. */
package ticketing.runner.study.compare;
