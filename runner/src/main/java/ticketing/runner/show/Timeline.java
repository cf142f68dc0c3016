package ticketing.runner.show;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import ticketing.system.Journal;

/** What the journal tells of one order: the beginning, and the end. An outage may last for days. */
final class Timeline {
  private static final int BEGINNING = 20;
  private static final int END = 60;

  private final List<Journal.Entry> beginning = new ArrayList<>(4);
  private final ArrayDeque<Journal.Entry> end = new ArrayDeque<>(4);
  private int leftOut;

  void add(Journal.Entry entry) {
    if (beginning.size() < BEGINNING) {
      beginning.add(entry);
      return;
    }
    if (end.size() == END) {
      end.removeFirst();
      leftOut++;
    }
    end.addLast(entry);
  }

  /** How many entries it no longer has, between the beginning and the end. */
  int leftOut() {
    return leftOut;
  }

  List<Journal.Entry> entries() {
    List<Journal.Entry> all = new ArrayList<>(beginning);
    all.addAll(end);
    return all;
  }
}
