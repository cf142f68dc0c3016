package ticketing.system;

/** A seat at an event, kept for an order; with the timing guarantees of the ticket system. */
public record Reservation(String orderId, String event, String seat, TimingGuarantees timing) {}
