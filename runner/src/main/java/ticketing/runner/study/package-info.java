/**
 * What a student does: {@code board}, {@code watch}, {@code test}, {@code hint}, {@code compare},
 * {@code prove}; and {@code reset}, {@code catch-up} and {@code restore}, which back up your code
 * in {@code .workshop/backups} before they change it.
 */
package ticketing.runner.study;
