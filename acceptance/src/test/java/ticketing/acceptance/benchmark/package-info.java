/** What the workshop's speed costs or saves, as ratios. No part of {@code verify}. */
package ticketing.acceptance.benchmark;
