/** How somebody's own code differs from the solution's, for a person to read. */
package ticketing.runner.study.compare;
