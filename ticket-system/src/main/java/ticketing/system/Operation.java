package ticketing.system;

/** The operations of {@link TicketSystem}, as the {@link Journal} names them. */
public enum Operation {
  ISSUE_TOKEN("issueToken"),
  FIND_RESERVATION("findReservation"),
  CREATE_TICKET("createTicket"),
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
