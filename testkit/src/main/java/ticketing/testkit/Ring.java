package ticketing.testkit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A ring of an exercise's tests. A student passes one ring after the other. */
public enum Ring {
  /** The pattern itself. */
  CORE("the pattern itself"),
  /** What may happen in production besides. */
  STRETCH("workers that die, long outages"),
  /** Every fault schedule. */
  PROOF("every combination of faults"),
  /** What takes more of Temporal than the lesson needs. */
  EXPERT("cancellation");

  private final String content;

  Ring(String content) {
    this.content = content;
  }

  /** Returns the tag of its tests; {@code -Dgroups} selects them. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns what its tests are about, in a few words. */
  public String content() {
    return content;
  }

  /** Returns whether one of its tests explores schedules, which takes a while. */
  public boolean explores() {
    return this == PROOF || this == EXPERT;
  }

  /** Returns the ring after this one. */
  public Optional<Ring> next() {
    return Arrays.stream(values()).skip(ordinal() + 1).findFirst();
  }

  /** Returns the ring of a test with these tags; a test without a ring belongs to core. */
  public static Ring of(Set<String> tags) {
    return Arrays.stream(values())
        .filter(ring -> tags.contains(ring.tag()))
        .findFirst()
        .orElse(CORE);
  }

  @Override
  public String toString() {
    return tag();
  }
}
