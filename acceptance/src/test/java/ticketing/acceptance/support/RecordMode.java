package ticketing.acceptance.support;

/**
 * Whether tests write what they would compare: with {@code -Drecord} all of it, with {@code
 * -Drecord=NAME} what has this in its name.
 */
public final class RecordMode {
  private static final String RECORD = System.getProperty("record");
  private static final boolean ALL = RECORD != null && (RECORD.isEmpty() || RECORD.equals("true"));

  private RecordMode() {}

  /** Whether anything is recorded. */
  public static boolean isOn() {
    return RECORD != null;
  }

  /** Whether this is asked for, by its name or with everything. */
  public static boolean wants(String name) {
    return ALL || isNamed(name);
  }

  /** Whether this is asked for by its name. */
  public static boolean isNamed(String name) {
    return isOn() && !ALL && name.contains(RECORD);
  }
}
