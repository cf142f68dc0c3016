/**
 * {@code ./workshop reset}, {@code catch-up} and {@code restore}: they change what somebody has
 * written, and so they keep it first, in {@code .workshop/backups}. Nothing there is ever deleted.
 */
package ticketing.runner.study.backup;
