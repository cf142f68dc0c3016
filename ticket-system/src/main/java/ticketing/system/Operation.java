package ticketing.system;

/** The operations of {@link TicketSystem}, as the {@link Journal} names them. */
public enum Operation {
  /** {@link TicketSystem#issueToken}. */
  ISSUE_TOKEN("issueToken"),
  /** {@link TicketSystem#findReservation}. */
  FIND_RESERVATION("findReservation"),
  /** {@link TicketSystem#createTicket}. */
  CREATE_TICKET("createTicket"),
  /** {@link TicketSystem#findTicket}. */
  FIND_TICKET("findTicket");

  private final String methodName;

  Operation(String methodName) {
    this.methodName = methodName;
  }

  /** The method's name. */
  @Override
  public String toString() {
    return methodName;
  }
}
