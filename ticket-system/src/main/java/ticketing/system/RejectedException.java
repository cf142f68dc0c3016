package ticketing.system;

/** The call was rejected permanently: there is no ticket, and a retry does not help. */
public final class RejectedException extends TicketSystemException {
  private static final long serialVersionUID = 1L;

  /** With the reason, which is shown to the customer. */
  public RejectedException(String message) {
    super(message);
  }
}
