package ticketing.system;

/** The ticket system refused for good: asking again changes nothing, and there is no ticket. */
public final class RejectedException extends TicketSystemException {
  private static final long serialVersionUID = 1L;

  /** With the reason, in words for the person who placed the order. */
  public RejectedException(String message) {
    super(message);
  }
}
