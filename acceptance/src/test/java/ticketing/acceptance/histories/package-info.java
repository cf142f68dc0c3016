/** Orders in flight: today's code replays the histories that Temporal keeps of them. */
package ticketing.acceptance.histories;
