package ticketing.system;

/**
 * The call had no effect: its token has expired. Unlike a plain {@link TicketSystemException} this
 * is no unknown outcome.
 */
public final class NotSentException extends TicketSystemException {
  private static final long serialVersionUID = 1L;

  /** With what to do about it. */
  public NotSentException(String message) {
    super(message);
  }
}
