/**
 * What is known of somebody's own code: which tests it passes. Kept in the workshop's folder {@code
 * .workshop}, outside of what Git tracks, under the stage's name and the content of the code, so
 * that it survives an update of the workshop, and an edit that is taken back.
 */
package ticketing.runner.study.progress;
