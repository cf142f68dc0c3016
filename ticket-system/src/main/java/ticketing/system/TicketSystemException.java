package ticketing.system;

/**
 * The call failed. Unless the type says otherwise ({@link RejectedException}, {@link
 * NotSentException}), <b>the outcome of the call is unknown</b>.
 */
public class TicketSystemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a message that says what happened and, where there is one, what to do about it. */
  public TicketSystemException(String message) {
    super(message);
  }

  /** With the technical cause. */
  public TicketSystemException(String message, Throwable cause) {
    super(message, cause);
  }
}
