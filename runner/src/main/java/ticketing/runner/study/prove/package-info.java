/** {@code ./workshop prove}: every fault schedule on your code, or the shortest that breaks it. */
package ticketing.runner.study.prove;
