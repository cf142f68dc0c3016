package ticketing.system;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A sold seat, as it stands in the {@link Ledger}.
 *
 * @param ticketId its number, unique in the ledger, such as {@code TICKET-42618}
 */
public record Ticket(
    @JsonProperty("orderID") String orderId,
    @JsonProperty("ticketID") String ticketId,
    PaymentInfo paymentInfo) {}
