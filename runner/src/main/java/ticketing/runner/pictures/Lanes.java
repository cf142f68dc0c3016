package ticketing.runner.pictures;

/**
 * Where things stand in a timeline, from left to right, in pixels. Time runs down.
 *
 * @param time where the times end
 * @param workflow where the workflow's lane is
 * @param system where the ticket system's lane is
 * @param ledger where the tickets begin
 * @param ticket how wide a ticket is
 * @param brief whether there is room for few words only
 */
record Lanes(int time, int workflow, int system, int ledger, int ticket, boolean brief) {
  /** Of a picture of its own. */
  static final Lanes ALONE = new Lanes(72, 108, 500, 640, 130, false);

  /** The width of a picture of its own. */
  static final int WIDTH = 800;

  /** Of one among others; it begins here. */
  static Lanes beside(int left) {
    return new Lanes(left + 62, left + 78, left + 206, left + 224, 96, true);
  }

  /** The middle of the way from the workflow to the ticket system. */
  int middle() {
    return (workflow + system) / 2;
  }

  /** Where an answer that is lost comes to its end. */
  int whereAnswersEnd() {
    return workflow + (middle() - workflow) / 5;
  }

  /** The middle of the tickets. */
  int tickets() {
    return ledger + ticket / 2;
  }
}
