package ticketing.runner.show;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import ticketing.system.Journal;
import ticketing.system.Journal.Kind;
import ticketing.system.Operation;
import ticketing.testkit.OrderVerdict;
import ticketing.testkit.WorkflowResult;

/**
 * Follows one order in one lane by its journal and its workflow's result. The page is sent its
 * fields, but for those that are transient.
 */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
final class Card {
  /** The calls that were answered, if only by a rejection. */
  private static final Set<Kind> SUCCESSES =
      EnumSet.of(
          Kind.ANSWERED, Kind.STORED, Kind.WRITTEN_LATE, Kind.REJECTED, Kind.FOUND, Kind.NONE);

  /** The creates that are followed by the settle time. */
  static final Set<Kind> AMBIGUOUS =
      EnumSet.of(Kind.RESPONSE_LOST, Kind.NOT_WRITTEN, Kind.WRITE_PENDING, Kind.FAILED);

  /** What an order waits for, which is its column on the page; PLACED means for a worker. */
  enum Step {
    PLACED,
    TOKEN,
    RESERVATION,
    VALIDATE,
    CREATE,
    SETTLE,
    DONE
  }

  /** How its workflow has ended. LOST means that Temporal has forgotten it: the end is unknown. */
  enum State {
    OPEN,
    RETURNED,
    FAILED,
    REJECTED,
    LOST
  }

  /** What is wrong with it; the first of them that is true. */
  enum Harm {
    /** Its seat is sold more than once. */
    TWICE,
    FORGOTTEN,
    /** Its customer was told "failed", and there is no ticket. */
    UNSOLD,
    /** Its customer was told "failed", and the seat is sold. */
    SOLD,
    WRONG_NUMBER
  }

  private final String lane;
  private final int n;

  /** Its number on the board. */
  private final int label;

  private Step step = Step.PLACED;
  private State state = State.OPEN;

  /** Whether the order's last call failed. */
  private boolean lastCallFailed;

  /**
   * The result that the customer got: a ticket number or a reason; null while the order is open.
   */
  private String told;

  private Caption caption = Caption.PLACED;
  private final Set<String> tickets = new LinkedHashSet<>();

  private final transient LaneCode code;
  private final transient List<Journal.Entry> timeline = new ArrayList<>(4);

  /** The calls of creates whose late write is to come. */
  private final transient Set<Integer> lateWrites = new HashSet<>();

  /** How its workflow ended; null while it is open. */
  private transient WorkflowResult result;

  /** Whether the outcome of its last create is not known to its workflow. */
  private transient boolean isAmbiguous;

  /** The board's number of its last change. */
  transient long version;

  Card(LaneCode lane, int n, int label) {
    this.lane = lane.id();
    this.n = n;
    this.label = label;
    this.code = lane;
  }

  State state() {
    return state;
  }

  /** Returns the result that its customer got; null while it is open. */
  String told() {
    return told;
  }

  int ticketCount() {
    return tickets.size();
  }

  List<Journal.Entry> timeline() {
    return List.copyOf(timeline);
  }

  /** Returns whether a late write is to come. */
  @JsonProperty("late")
  boolean late() {
    return !lateWrites.isEmpty();
  }

  /** Adds tickets that are in the ledger. */
  void addTickets(List<String> stored) {
    tickets.addAll(stored);
  }

  /** Reopens it when it is placed again, if it had ended. */
  void reopen() {
    if (state != State.OPEN) {
      result = null;
      become(State.OPEN, Step.PLACED, null);
      caption = Caption.AGAIN;
    }
  }

  private void become(State newState, Step newStep, String toldCustomer) {
    state = newState;
    step = newStep;
    told = toldCustomer;
    lastCallFailed = false;
  }

  /** Records an entry of the ticket system's journal. */
  void record(Journal.Entry entry) {
    timeline.add(entry);
    if (sells(entry.kind())) {
      entry.ticketId().ifPresent(tickets::add);
    }
    boolean endsLateWrite = endsLateWrite(entry);
    if (state != State.OPEN) {
      caption = Caption.ended(harm(), state, tickets.size(), late());
      return;
    }
    if (entry.operation() != Operation.ISSUE_TOKEN || entry.kind() != Kind.ANSWERED) {
      caption = Caption.of(entry, code, tickets.size(), isAmbiguous);
    }
    if (!endsLateWrite) {
      lastCallFailed = !SUCCESSES.contains(entry.kind());
      step = next(entry);
      if (entry.operation() == Operation.CREATE_TICKET) {
        isAmbiguous = AMBIGUOUS.contains(entry.kind());
      }
    }
  }

  /** Returns whether this entry is a write after its caller has given up. */
  private boolean endsLateWrite(Journal.Entry entry) {
    if (entry.kind() == Kind.WRITE_PENDING) {
      lateWrites.add(entry.call());
      return false;
    }
    return entry.operation() == Operation.CREATE_TICKET && lateWrites.remove(entry.call());
  }

  /** Returns whether such an entry means one ticket more in the ledger. */
  static boolean sells(Kind kind) {
    return kind == Kind.STORED || kind == Kind.RESPONSE_LOST || kind == Kind.WRITTEN_LATE;
  }

  /** Returns what it waits for after this entry. */
  private Step next(Journal.Entry entry) {
    boolean answered = entry.kind() == Kind.ANSWERED;
    return switch (entry.operation()) {
      case ISSUE_TOKEN -> {
        if (step.compareTo(Step.RESERVATION) > 0) {
          yield Step.CREATE;
        }
        yield answered ? Step.RESERVATION : Step.TOKEN;
      }
      case FIND_RESERVATION -> {
        if (!answered) {
          yield Step.RESERVATION;
        }
        yield code.validates() ? Step.VALIDATE : Step.CREATE;
      }
      case FIND_TICKET ->
          entry.kind() == Kind.NONE || entry.kind() == Kind.STALE ? Step.CREATE : Step.VALIDATE;
      case CREATE_TICKET ->
          code.validates() && AMBIGUOUS.contains(entry.kind()) ? Step.SETTLE : Step.CREATE;
    };
  }

  /** Ends it with its workflow's result. */
  void end(WorkflowResult ended) {
    result = ended;
    State how =
        switch (ended.kind()) {
          case RETURNED -> State.RETURNED;
          case REJECTED -> State.REJECTED;
          default -> State.FAILED;
        };
    become(how, Step.DONE, how == State.RETURNED ? ended.ticketId() : ended.words());
    caption = Caption.ended(harm(), state, tickets.size(), late());
  }

  /** Ends it without a result: Temporal has forgotten it. */
  void lose(String reason) {
    result = null;
    become(State.LOST, Step.DONE, reason);
    caption = Caption.FORGOTTEN;
  }

  /** Returns what is wrong with it; null if nothing is, or it is open and not sold twice. */
  @JsonProperty("harm")
  Harm harm() {
    if (tickets.size() > 1) {
      return Harm.TWICE;
    }
    return switch (state) {
      case OPEN -> null;
      case LOST -> Harm.FORGOTTEN;
      case RETURNED -> isRight() ? null : Harm.WRONG_NUMBER;
      case REJECTED -> isRight() ? null : Harm.SOLD;
      case FAILED -> tickets.isEmpty() ? Harm.UNSOLD : Harm.SOLD;
    };
  }

  /**
   * Returns whether it has one ticket and its customer was told that ticket's number; or it has
   * none and was declined.
   */
  boolean isRight() {
    return result != null && new OrderVerdict(result, List.copyOf(tickets)).isRight();
  }
}
