/**
 * The {@code workshop} command. It knows the shared parts and the testkit; what it needs of the
 * exercises and solutions it finds by convention, so that another stage needs no change here.
 */
package ticketing.runner;
