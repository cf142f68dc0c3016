package ticketing.system;

/**
 * A seat that is kept for an order.
 *
 * @param orderId the order, see {@link OrderId}
 * @param event what the seat is for
 * @param seat which seat
 * @param timing the timing guarantees of the ticket system
 */
public record Reservation(String orderId, String event, String seat, TimingGuarantees timing) {}
