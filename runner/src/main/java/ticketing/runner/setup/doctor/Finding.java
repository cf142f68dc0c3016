package ticketing.runner.setup.doctor;

/**
 * One thing that was looked at.
 *
 * @param state how it stands
 * @param what was found, in a line
 * @param fix what to do, in lines; empty if nothing is to be done
 */
record Finding(State state, String what, String fix) {

  /** It is as it should be. */
  static Finding fine(String what) {
    return new Finding(State.FINE, what, "");
  }

  /** Most of the workshop works with it. */
  static Finding warning(String what, String fix) {
    return new Finding(State.WARNING, what, fix);
  }

  /** Something of the workshop does not work with it. */
  static Finding broken(String what, String fix) {
    return new Finding(State.BROKEN, what, fix);
  }
}
