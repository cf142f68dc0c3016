package ticketing.testkit.explorer;

import java.util.EnumSet;
import java.util.Set;

/**
 * What an exploration covers.
 *
 * @param faults the maximum number of faults in a schedule without an interruption
 * @param interruptedFaults the maximum number of faults in a schedule with an interruption
 * @param outside whether D or L may be exceeded in a schedule without an interruption
 * @param interruptions the interruptions; a schedule has at most one
 * @param special whether there are long outages, expired tokens and unknown orders, too
 * @param worlds the values of D and L
 */
public record Scope(
    int faults,
    int interruptedFaults,
    boolean outside,
    Set<Interruption> interruptions,
    boolean special,
    Set<World> worlds) {
  /** The number of faults that "proof" explores. */
  public static final int DEFAULT_FAULTS = 3;

  /** The number of calls that fail in an outage, if it does not end before. */
  public static final int OUTAGE_CALLS = 105;

  /** An interruption, which can happen anywhere, adds about as many schedules as so many faults. */
  private static final int FAULTS_FOR_AN_INTERRUPTION = 2;

  private static final int FAULTS_IN_OTHER_WORLDS = 2;

  private static final StepKind[] FAULTS_OF_TIME = {
    StepKind.BEFORE, StepKind.AFTER, StepKind.LATE, StepKind.STALE
  };

  /** What the ring "proof" covers: everything except cancellation. */
  public static final Scope PROOF =
      all(DEFAULT_FAULTS).with(EnumSet.complementOf(EnumSet.copyOf(Interruption.CANCELLATIONS)));

  /** What the ring "expert" covers in addition: an order that is cancelled at any point. */
  public static final Scope CANCELLATION =
      new Scope(
          PROOF.interruptedFaults,
          PROOF.interruptedFaults,
          false,
          Interruption.CANCELLATIONS,
          false,
          EnumSet.complementOf(EnumSet.of(World.PATIENT)));

  /** Returns a scope of everything; with an interruption, of two faults fewer, but at least 1. */
  public static Scope all(int faults) {
    return new Scope(
        faults,
        Math.max(1, faults - FAULTS_FOR_AN_INTERRUPTION),
        false,
        EnumSet.allOf(Interruption.class),
        true,
        EnumSet.allOf(World.class));
  }

  /** Returns this scope with as many faults beside an interruption as without one. */
  public Scope deep() {
    return new Scope(faults, faults, outside, interruptions, special, worlds);
  }

  /** Returns this scope, also with broken timing guarantees. */
  public Scope beyondGuarantees() {
    return new Scope(faults, interruptedFaults, true, interruptions, special, worlds);
  }

  private Scope with(Set<Interruption> some) {
    return new Scope(faults, interruptedFaults, outside, some, special, worlds);
  }

  /** Returns whether this scope has the schedule, which is one of the explorer's. */
  boolean allows(Schedule schedule) {
    World world = schedule.world();
    if (schedule.interruptions() > 0) {
      return schedule.interruptions() == 1
          && interruptions.contains(schedule.interruption())
          && !schedule.isOutside()
          && allowsInterrupted(schedule, world);
    }
    return schedule.specials() > 0
        ? special && !schedule.isOutside() && allowsSpecial(schedule, world)
        : allowsFaults(schedule, world);
  }

  private boolean allowsFaults(Schedule schedule, World world) {
    return switch (world) {
      case USUAL ->
          // Two faults before a cancellation, even if it has at most one beside it.
          (schedule.faults() <= faults || isLateAfterFailure(schedule))
              && (outside || !schedule.isOutside());
      case PATIENT -> schedule.faults() == 0;
      default ->
          special
              ? schedule.faults() <= FAULTS_IN_OTHER_WORLDS && schedule.hasOnly(FAULTS_OF_TIME)
              // What a cancellation needs there.
              : schedule.faults() <= 1
                  && (world == World.NO_LAG
                      ? schedule.hasOnly(StepKind.BEFORE)
                      : schedule.hasOnly(StepKind.AFTER, StepKind.LATE));
    };
  }

  private boolean allowsSpecial(Schedule schedule, World world) {
    boolean one = schedule.specials() == 1;
    return switch (world) {
      case USUAL ->
          one && schedule.faults() == 0 && !schedule.has(StepKind.CREATE_OUTAGE)
              || one && schedule.faults() <= interruptedFaults && !schedule.has(StepKind::isOutage)
              || schedule.specials() == 2 && schedule.hasOnly(StepKind.EXPIRED)
              || schedule.isTokenOutageAfterExpiry();
      case LONG ->
          one
              && schedule.faults() <= 1
              && schedule.endsIn(StepKind::isOutage)
              && !schedule.has(StepKind.NOT_SENT_OUTAGE);
      // A look-up may miss the late write at the end of the outage.
      case PATIENT -> one && schedule.hasOnly(StepKind.CREATE_OUTAGE, StepKind.STALE);
      default -> false;
    };
  }

  private boolean allowsInterrupted(Schedule schedule, World world) {
    boolean atFailedCreate = schedule.specials() == 0 && schedule.isInterruptedAtFailedCreate();
    boolean cancelled = schedule.has(Interruption.CANCEL);
    // A look-up may miss a ticket that was found before the settle time was over.
    boolean cancelledCreate =
        atFailedCreate
            && cancelled
            && schedule.hasOnly(StepKind.AFTER, StepKind.LATE, StepKind.STALE)
            && schedule.faults() <= (schedule.has(StepKind.STALE) ? 2 : 1);
    return switch (world) {
      case USUAL -> allowsInterrupted(schedule);
      case SHORT ->
          cancelledCreate
              || atFailedCreate && schedule.interruption().killsWorker() && schedule.faults() <= 1;
      case LITTLE_DELAY -> cancelledCreate;
      // The last answer of a run that continues as new.
      case NO_LAG ->
          cancelled
              && schedule.has(StepKind.END)
              && schedule.hasOnly(StepKind.BEFORE)
              && schedule.faults() == 1;
      case LONG ->
          cancelledCreate
              || atFailedCreate && schedule.has(Interruption.TERMINATE) && schedule.faults() <= 1;
      default -> false;
    };
  }

  private boolean allowsInterrupted(Schedule schedule) {
    if (schedule.specials() > 0) {
      boolean notSent =
          schedule.hasOnly(StepKind.EXPIRED)
              && schedule.endsIn(StepKind.EXPIRED::equals)
              && schedule.endsInInterruption();
      // The closing look-up of an order that is cancelled, or whose child is, may have to wait.
      boolean waits =
          schedule.hasOnly(StepKind.LOOK_UP_OUTAGE)
              && schedule.endsIn(StepKind::isOutage)
              && (schedule.has(Interruption.CANCEL) || schedule.has(Interruption.CANCEL_CHILD));
      return schedule.specials() == 1 && (notSent || waits);
    }
    if (schedule.has(Interruption.DELAYED)) {
      return schedule.faults() == 0 || schedule.faults() == 1 && schedule.hasOnly(StepKind.LATE);
    }
    if (schedule.has(StepKind.TOKEN) || schedule.has(Interruption.MUCH_LATER_CANCEL_LOOK)) {
      return schedule.faults() == 0;
    }
    // The closing look-up of a cancelled order may miss its ticket.
    boolean missed = schedule.has(Interruption.CANCEL) && schedule.endsIn(StepKind.STALE::equals);
    // A child that a terminated parent has left may meet another fault.
    boolean leftChild =
        schedule.interruption().terminates() && schedule.isInterruptedAtFailedCreate();
    // What an earlier create has left behind must not be taken for what this one leaves.
    boolean later =
        schedule.has(Interruption.CANCEL)
            && isLateAfterFailure(schedule)
            && schedule.endsInInterruption();
    return schedule.faults() <= interruptedFaults + (leftChild || missed || later ? 1 : 0);
  }

  private static boolean isLateAfterFailure(Schedule schedule) {
    return schedule.faults() == 2
        && schedule.hasOnly(StepKind.BEFORE, StepKind.LATE)
        && schedule.endsIn(StepKind.LATE::equals);
  }
}
