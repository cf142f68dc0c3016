package ticketing.system;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A sold seat, as it stands in the {@link Ledger}.
 *
 * @param orderId the order that it was sold to; {@code orderID} in JSON
 * @param ticketId its number, unique in the ledger, such as {@code TICKET-42618}; {@code ticketID}
 *     in JSON
 * @param paymentInfo what paid for it
 */
@JsonPropertyOrder({"orderID", "ticketID", "paymentInfo"})
public record Ticket(
    @JsonProperty(value = "orderID", required = true) String orderId,
    @JsonProperty(value = "ticketID", required = true) String ticketId,
    @JsonProperty(value = "paymentInfo", required = true) PaymentInfo paymentInfo) {}
