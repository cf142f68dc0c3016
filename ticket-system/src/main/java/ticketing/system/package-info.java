/**
 * Somebody else's service: it reserves seats and sells tickets. You can call it; you cannot change
 * it. That is why this workshop exists: {@link
 * ticketing.system.TicketSystem#createTicket(ticketing.system.Token, ticketing.system.Reservation,
 * ticketing.system.PaymentInfo)} is not idempotent, and no caller can make it so.
 *
 * <p>Nothing here knows Temporal.
 */
package ticketing.system;
