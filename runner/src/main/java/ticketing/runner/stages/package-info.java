/** The stages of the workshop as they lie in its folders: found, compiled, loaded, tested. */
package ticketing.runner.stages;
