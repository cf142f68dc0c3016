/** Tests that the explorer tries every fault schedule and finds every violation. */
package ticketing.acceptance.explorer;
