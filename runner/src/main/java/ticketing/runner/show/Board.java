package ticketing.runner.show;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * All cards of a run. Every change has a number; a reader asks for what has changed since the last
 * one that it knows. So nothing is kept for a reader, however slow it is, and one that comes late
 * sees what is, not all that was.
 */
final class Board {
  private final Map<String, Map<Integer, Card>> lanes = new LinkedHashMap<>();
  private final TreeMap<Long, Card> byVersion = new TreeMap<>();
  private long version = 1;

  /** Of these lanes. */
  Board(Collection<LaneCode> codes) {
    codes.forEach(code -> lanes.put(code.id(), new TreeMap<>()));
  }

  /** Adds orders to a lane. */
  synchronized void add(LaneCode lane, List<Integer> numbers) {
    for (int number : numbers) {
      Card card = new Card(lane, number);
      lanes.get(lane.id()).put(number, card);
      touch(card);
    }
  }

  /** Changes an order of a lane, if there is such an order. */
  synchronized void change(LaneCode lane, int number, Consumer<Card> change) {
    Card card = lanes.get(lane.id()).get(number);
    if (card != null) {
      change.accept(card);
      touch(card);
    }
  }

  /** Something changed that stands on no card. */
  synchronized void touch() {
    version++;
    notifyAll();
  }

  private void touch(Card card) {
    byVersion.remove(card.version());
    touch();
    card.changed(version);
    byVersion.put(version, card);
  }

  /** Reads something of an order, while it does not change. */
  synchronized <T> Optional<T> read(String lane, int number, Function<Card, T> of) {
    return Optional.ofNullable(lanes.getOrDefault(lane, Map.of()).get(number)).map(of);
  }

  /** The orders of a lane that are not in it yet, of those up to this number. */
  synchronized List<Integer> missing(LaneCode lane, int upTo) {
    List<Integer> missing = new ArrayList<>();
    for (int number = 1; number <= upTo; number++) {
      if (!lanes.get(lane.id()).containsKey(number)) {
        missing.add(number);
      }
    }
    return missing;
  }

  /**
   * Waits until something has changed.
   *
   * @param since the last change that is known
   * @param millis how long to wait, in milliseconds
   * @return whether something has
   */
  synchronized boolean await(long since, long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = end - System.nanoTime();
        version <= since && left > 0;
        left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return version > since;
  }

  /**
   * Writes the cards that have changed.
   *
   * @param since the last change that is known; 0 for none
   * @return the last change that is known now
   */
  synchronized long write(long since, ArrayNode cards) {
    byVersion.tailMap(since, false).values().forEach(card -> card.writeTo(cards));
    return version;
  }

  /** Writes the sums of a lane. */
  synchronized void writeSums(LaneCode lane, ObjectNode node) {
    Sums sums = new Sums();
    lanes.get(lane.id()).values().forEach(sums::add);
    sums.writeTo(node);
  }

  /** Counted anew each time: a sum that is carried on may go wrong. */
  private static final class Sums {
    private int orders;
    private int open;
    private int tickets;
    private int duplicates;
    private int failedWithTicket;
    private int failedWithout;
    private int lost;
    private int declined;
    private int right;

    void add(Card card) {
      int has = card.ticketCount();
      orders++;
      open += card.state() == Card.State.OPEN ? 1 : 0;
      tickets += has;
      duplicates += Math.max(0, has - 1);
      right += card.isRight() ? 1 : 0;
      lost += card.state() == Card.State.LOST ? 1 : 0;
      declined += card.state() == Card.State.REJECTED ? 1 : 0;
      if (card.wasToldNo() && !card.isRight()) {
        failedWithTicket += has > 0 ? 1 : 0;
        failedWithout += has > 0 ? 0 : 1;
      }
    }

    void writeTo(ObjectNode node) {
      node.put("orders", orders)
          .put("open", open)
          .put("tickets", tickets)
          .put("duplicates", duplicates)
          .put("failedWithTicket", failedWithTicket)
          .put("failedWithout", failedWithout)
          .put("lost", lost)
          .put("declined", declined)
          .put("right", right);
    }
  }
}
