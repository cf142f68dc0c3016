package ticketing.runner.show;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Holds all cards of a run. Every change has a number, and a reader asks for the changes since the
 * last number it knows. So a slow reader costs no memory and sees the latest state.
 */
final class Board {
  private final Map<String, Map<Integer, Card>> lanes = new HashMap<>();
  private long version = 1;

  /** The number of the change that took all cards away; at first, there were none. */
  private long cleared = version;

  /** What the page counts in a lane. */
  record Counts(
      int orders,
      long open,
      int tickets,
      int duplicates,
      long failedWithTicket,
      long failedWithout,
      long lost,
      long declined,
      long wrong,
      long right) {}

  Board(Collection<LaneCode> codes) {
    codes.forEach(code -> lanes.put(code.id(), new TreeMap<>()));
  }

  /** Adds an order to a lane; returns false if it is there. */
  synchronized boolean add(LaneCode lane, int number, int label) {
    boolean isNew = lanes.get(lane.id()).putIfAbsent(number, new Card(lane, number, label)) == null;
    if (isNew) {
      change(lane, number, card -> {});
    }
    return isNew;
  }

  /** Changes an order of a lane, if there is such an order. */
  synchronized void change(LaneCode lane, int number, Consumer<Card> change) {
    Card card = lanes.get(lane.id()).get(number);
    if (card != null) {
      change.accept(card);
      touch();
      card.version = version;
    }
  }

  synchronized void clear() {
    lanes.values().forEach(Map::clear);
    touch();
    cleared = version;
  }

  /** Returns whether a reader of the changes after {@code since} has to forget all its cards. */
  synchronized boolean isWhole(long since) {
    return since < cleared;
  }

  /** Counts a change that is on no card. */
  synchronized void touch() {
    version++;
  }

  /** Reads something of an order, while it does not change. */
  synchronized <T> Optional<T> read(LaneCode lane, int number, Function<Card, T> of) {
    return Optional.ofNullable(lanes.get(lane.id()).get(number)).map(of);
  }

  /** Returns the number of the last change. */
  synchronized long version() {
    return version;
  }

  /** Returns, as JSON, the cards that have changed after {@code since}, in that order. */
  synchronized JsonNode changes(long since) {
    List<Card> changed =
        lanes.values().stream()
            .flatMap(cards -> cards.values().stream())
            .filter(card -> card.version > since)
            .sorted(Comparator.comparingLong(card -> card.version))
            .toList();
    return PageState.JSON.valueToTree(changed);
  }

  synchronized Counts counts(LaneCode lane) {
    Collection<Card> cards = lanes.get(lane.id()).values();
    return new Counts(
        cards.size(),
        count(cards, card -> card.state() == Card.State.OPEN),
        cards.stream().mapToInt(Card::ticketCount).sum(),
        cards.stream().mapToInt(card -> Math.max(0, card.ticketCount() - 1)).sum(),
        count(cards, card -> card.harm() == Card.Harm.SOLD),
        count(cards, card -> card.harm() == Card.Harm.UNSOLD),
        count(cards, card -> card.harm() == Card.Harm.FORGOTTEN),
        count(cards, card -> card.state() == Card.State.REJECTED && card.isRight()),
        count(cards, card -> card.harm() != null),
        count(cards, Card::isRight));
  }

  private static long count(Collection<Card> cards, Predicate<Card> which) {
    return cards.stream().filter(which).count();
  }
}
