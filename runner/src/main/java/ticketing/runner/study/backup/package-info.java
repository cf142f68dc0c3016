/**
 * {@code ./workshop reset}, {@code catch-up} and {@code restore}: each makes a backup of your code
 * in {@code .workshop/backups} before it changes it.
 */
package ticketing.runner.study.backup;
