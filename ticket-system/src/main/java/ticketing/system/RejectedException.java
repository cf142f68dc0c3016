package ticketing.system;

/**
 * The ticket system rejected the call for good: there is no ticket, and a retry changes nothing.
 */
public final class RejectedException extends TicketSystemException {
  private static final long serialVersionUID = 1L;

  /** With the reason, in words for the person who placed the order. */
  public RejectedException(String message) {
    super(message);
  }
}
