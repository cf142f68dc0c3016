package ticketing.system;

/** The ledger on disk cannot be read or written. The message names the path and the fix. */
public final class LedgerException extends TicketSystemException {
  private static final long serialVersionUID = 1L;

  /** With path, fix and, where there is one, the technical cause. */
  public LedgerException(String message) {
    super(message);
  }
}
