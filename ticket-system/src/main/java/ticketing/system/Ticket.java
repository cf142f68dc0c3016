package ticketing.system;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A sold seat, as it stands in the {@link Ledger}.
 *
 * @param orderId the order that it was sold to; {@code orderID} in JSON
 * @param ticketId its number, unique in the ledger, such as {@code TICKET-42618}; {@code ticketID}
 *     in JSON
 * @param paymentInfo what paid for it
 */
public record Ticket(
    @JsonProperty("orderID") String orderId,
    @JsonProperty("ticketID") String ticketId,
    PaymentInfo paymentInfo) {}
