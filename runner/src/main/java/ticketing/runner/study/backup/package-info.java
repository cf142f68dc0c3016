/**
 * {@code ./workshop reset}, {@code catch-up} and {@code restore}: they back up what you have
 * written to {@code .workshop/backups} before they change it. No backup is ever deleted.
 *
 * <p>Knows {@code stages} and what the other commands save.
 */
package ticketing.runner.study.backup;
