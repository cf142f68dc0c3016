/** Tests that the explorer runs every fault schedule and finds every violation. */
package ticketing.acceptance.explorer;
