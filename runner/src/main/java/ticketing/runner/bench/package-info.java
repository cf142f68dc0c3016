/** How fast the workshop is on this machine: figures, and ratios. Nothing is judged. */
package ticketing.runner.bench;
