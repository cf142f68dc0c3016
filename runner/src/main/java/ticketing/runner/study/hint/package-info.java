/**
 * Graduated hints. They stand in {@code runner/starts/STAGE/hints.md}, task by task, and are given
 * one at a time, each a step further; the last is the difference to the solution. How many were
 * given is kept in the workshop's folder {@code .workshop}.
 */
package ticketing.runner.study.hint;
