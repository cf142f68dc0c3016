package ticketing.runner.show;

import ticketing.runner.run.code.Strategies;
import ticketing.system.Journal;
import ticketing.system.Operation;

/**
 * Says in one sentence what happens to an order and why, for people who watch it.
 *
 * @param rank how interesting it is: of the orders of a lane, the page shows the highest
 */
record Caption(int rank, String text) {
  static final Caption PLACED = new Caption(0, "Placed: Temporal remembers it.");
  static final Caption AGAIN = new Caption(2, "Placed again, with the same ID.");
  static final Caption FORGOTTEN =
      new Caption(4, "Temporal has forgotten it: nobody knows its end.");

  /** What a lane does after a create that got no answer. */
  private static final int UNKNOWN_OUTCOME = 3;

  /** Describes an open order after this entry of its journal. */
  static Caption of(Journal.Entry entry, LaneCode lane, int tickets, boolean isAmbiguous) {
    if (tickets > 1 && Card.sells(entry.kind())) {
      return twice(tickets, "");
    }
    if (Card.AMBIGUOUS.contains(entry.kind()) && entry.operation() == Operation.CREATE_TICKET) {
      return noAnswer(lane);
    }
    return switch (entry.kind()) {
      case ANSWERED ->
          new Caption(
              0,
              lane.validates()
                  ? "Looks first: is there a ticket already?"
                  : "Calls the ticket system: create a ticket.");
      case STORED -> new Caption(1, "The seat is sold.");
      case WRITTEN_LATE ->
          new Caption(UNKNOWN_OUTCOME, "The late write arrives: the seat is sold.");
      case REJECTED -> new Caption(2, "The ticket system declines it.");
      case NOT_SENT -> new Caption(1, "Its token has expired. It gets a new one.");
      case FOUND ->
          isAmbiguous
              ? new Caption(UNKNOWN_OUTCOME, "Looks, and finds its ticket. No second create.")
              : new Caption(1, "Looks, and finds its ticket.");
      case NONE ->
          isAmbiguous
              ? new Caption(UNKNOWN_OUTCOME, "Looks: still no ticket. Now it may create again.")
              : new Caption(0, "No ticket yet. Calls: create a ticket.");
      case STALE -> new Caption(UNKNOWN_OUTCOME, "Looks, and sees no ticket: a stale read.");
      default -> new Caption(2, "A look-up fails. Trying that again is harmless.");
    };
  }

  private static Caption noAnswer(LaneCode lane) {
    return new Caption(
        UNKNOWN_OUTCOME,
        switch (lane.id()) {
          case "01" -> "No answer. Tries again at once.";
          case "02" -> "No answer. It has one attempt only, and gives up.";
          case Strategies.KEY -> "No answer. Tries again with the same key: that is harmless.";
          default -> "No answer. Perhaps sold: waits D + L, then looks.";
        });
  }

  /** Describes an order that has ended. */
  static Caption ended(Card.Harm harm, Card.State state, int tickets, boolean isLate) {
    if (harm == null) {
      return state == Card.State.REJECTED
          ? new Caption(1, "Declined, and no ticket. That is right.")
          : new Caption(1, "One ticket, and the customer has its number.");
    }
    return switch (harm) {
      case TWICE -> twice(tickets, " Nobody notices.");
      case SOLD -> new Caption(4, "Told the customer “failed”. The seat is sold.");
      case UNSOLD ->
          isLate
              ? new Caption(UNKNOWN_OUTCOME, "Told the customer “failed”. A late write is to come.")
              : new Caption(4, "Told the customer “failed”. The seat stays empty.");
      case WRONG_NUMBER -> new Caption(4, "The customer has a number that is not the ticket’s.");
      case FORGOTTEN -> FORGOTTEN;
    };
  }

  private static Caption twice(int tickets, String then) {
    String many = tickets == 2 ? "Two" : String.valueOf(tickets);
    return new Caption(4, many + " tickets for one seat." + then);
  }
}
