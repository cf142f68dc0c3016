package ticketing.runner.show;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import ticketing.system.Journal;
import ticketing.system.Journal.Kind;
import ticketing.system.Operation;
import ticketing.testkit.WorkflowResult;

/** One order in one lane, as the journal and its workflow's end tell of it. */
final class Card {
  /** Where an order is: what it waits for. */
  enum Step {
    /** For a worker. */
    PLACED,
    /** For its token. */
    TOKEN,
    /** For its reservation. */
    RESERVATION,
    /** For an answer whether there is a ticket. */
    VALIDATE,
    /** For its ticket. */
    CREATE,
    /** For whatever may still land to land, and to be seen. */
    SETTLE,
    /** For nothing: its workflow has ended. */
    DONE
  }

  /** How it stands with its customer. */
  enum State {
    /** Not told anything yet. */
    OPEN,
    /** Told a ticket's number. */
    RETURNED,
    /** Told that it has failed. */
    FAILED,
    /** Told no, for good. */
    REJECTED,
    /** Not to be told anything: Temporal has forgotten the order. */
    LOST
  }

  private final LaneCode lane;
  private final int number;
  private final Timeline timeline = new Timeline();
  private final Set<String> tickets = new LinkedHashSet<>();
  private Step step = Step.PLACED;
  private State state = State.OPEN;
  private boolean hasReservation;
  private boolean trouble;

  /** Creates without an answer that are still to land or to fail, by their call. */
  private final Set<Integer> onTheWay = new HashSet<>();

  private String told;
  private String words = "placed; no call was made yet";

  /** When it changed last, by the board's count. */
  private long version;

  Card(LaneCode lane, int number) {
    this.lane = lane;
    this.number = number;
  }

  LaneCode lane() {
    return lane;
  }

  int number() {
    return number;
  }

  long version() {
    return version;
  }

  void changed(long now) {
    version = now;
  }

  State state() {
    return state;
  }

  Timeline timeline() {
    return timeline;
  }

  /** How its workflow ended, in words; null while it is open. */
  String told() {
    return told;
  }

  /** Its tickets, the first one first. */
  List<String> tickets() {
    return List.copyOf(tickets);
  }

  int ticketCount() {
    return tickets.size();
  }

  /** What the ledger has of it. */
  void hasTickets(List<String> stored) {
    tickets.addAll(stored);
  }

  /** It is placed again; if it had ended, what comes of it is open again. */
  void placedAgain() {
    if (state != State.OPEN) {
      state = State.OPEN;
      step = Step.PLACED;
      trouble = false;
      told = null;
      words = "placed again";
    }
  }

  /** The ticket system tells of it. */
  void tells(Journal.Entry entry) {
    timeline.add(entry);
    entry.ticketId().filter(ticket -> stores(entry.kind())).ifPresent(tickets::add);
    boolean endsLate = endsLate(entry);
    words = entry.toString();
    if (state == State.OPEN && !endsLate) {
      trouble = isTrouble(entry.kind());
      step = next(entry);
    }
  }

  /** Whether a create that nobody waits for any more has landed, or failed. */
  private boolean endsLate(Journal.Entry entry) {
    if (entry.operation() != Operation.CREATE_TICKET) {
      return false;
    }
    if (entry.kind() == Kind.WRITE_PENDING) {
      onTheWay.add(entry.call());
      return false;
    }
    return onTheWay.remove(entry.call()) || entry.kind() == Kind.WRITTEN_LATE;
  }

  private static boolean stores(Kind kind) {
    return kind == Kind.STORED || kind == Kind.RESPONSE_LOST || kind == Kind.WRITTEN_LATE;
  }

  private static boolean isTrouble(Kind kind) {
    return switch (kind) {
      case RESPONSE_LOST, NOT_WRITTEN, WRITE_PENDING, HELD, STALE, UNAVAILABLE, FAILED, NOT_SENT ->
          true;
      case ANSWERED, STORED, WRITTEN_LATE, REJECTED, FOUND, NONE -> false;
    };
  }

  /** What it waits for after this answer, or this lack of one. */
  private Step next(Journal.Entry entry) {
    boolean answered = entry.kind() == Kind.ANSWERED;
    return switch (entry.operation()) {
      case ISSUE_TOKEN -> {
        if (hasReservation) {
          yield Step.CREATE;
        }
        yield answered ? Step.RESERVATION : Step.TOKEN;
      }
      case FIND_RESERVATION -> {
        hasReservation |= answered;
        if (!answered) {
          yield Step.RESERVATION;
        }
        yield lane.validates() ? Step.VALIDATE : Step.CREATE;
      }
      case FIND_TICKET ->
          entry.kind() == Kind.NONE || entry.kind() == Kind.STALE ? Step.CREATE : Step.VALIDATE;
      case CREATE_TICKET ->
          lane.validates() && isAmbiguous(entry.kind()) ? Step.SETTLE : Step.CREATE;
    };
  }

  private static boolean isAmbiguous(Kind kind) {
    return switch (kind) {
      case RESPONSE_LOST, NOT_WRITTEN, WRITE_PENDING, FAILED -> true;
      default -> false;
    };
  }

  /** Its workflow has ended. */
  void ended(WorkflowResult ending) {
    state =
        switch (ending.kind()) {
          case RETURNED -> State.RETURNED;
          case REJECTED -> State.REJECTED;
          default -> State.FAILED;
        };
    told = ending.kind() == WorkflowResult.Kind.RETURNED ? ending.ticketId() : ending.words();
    words = "its customer was told: " + (ending.ticketId() == null ? told : ending.ticketId());
    step = Step.DONE;
    trouble = false;
  }

  /** Temporal has forgotten it. */
  void lost(String why) {
    state = State.LOST;
    told = why;
    words = why;
    step = Step.DONE;
    trouble = false;
  }

  /**
   * Whether it has one ticket, and its customer was told that one's number; or was told no for
   * good, and there is none.
   */
  boolean isRight() {
    return state == State.REJECTED
        ? tickets.isEmpty()
        : state == State.RETURNED && tickets.size() == 1 && tickets.contains(told);
  }

  /** Whether its customer was told that there is no ticket. */
  boolean wasToldNo() {
    return state == State.FAILED || state == State.REJECTED;
  }

  void writeTo(ArrayNode cards) {
    ObjectNode node =
        cards
            .addObject()
            .put("lane", lane.id())
            .put("n", number)
            .put("step", word(step))
            .put("state", word(state))
            .put("trouble", trouble)
            .put("late", !onTheWay.isEmpty())
            .put("told", told)
            .put("words", words);
    tickets.forEach(node.putArray("tickets")::add);
  }

  static String word(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT);
  }
}
