/**
 * Somebody else's service: it reserves seats and sells tickets. You can call it; you cannot change
 * it. {@link ticketing.system.TicketSystem#createTicket} is not idempotent, and no caller can make
 * it so. That is why this workshop exists.
 *
 * <p>Knows Jackson, and nothing of Temporal.
 */
package ticketing.system;
