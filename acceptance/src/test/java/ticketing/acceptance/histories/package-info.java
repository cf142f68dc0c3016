/** Tests that the current code can replay recorded histories, as it must for orders in flight. */
package ticketing.acceptance.histories;
