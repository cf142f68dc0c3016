package ticketing.acceptance.support;

/**
 * Reads {@code -Drecord}, with which tests write the files that they otherwise compare: all of
 * them, or with {@code -Drecord=NAME} those with NAME in their names.
 */
public final class RecordMode {
  private static final String RECORD = System.getProperty("record");
  private static final boolean ALL = RECORD != null && (RECORD.isEmpty() || RECORD.equals("true"));

  private RecordMode() {}

  /** Returns whether anything is recorded. */
  public static boolean isOn() {
    return RECORD != null;
  }

  /** Returns whether this is to be recorded, by its name or with everything. */
  public static boolean wants(String name) {
    return ALL || isNamed(name);
  }

  /** Returns whether this is to be recorded by its name. */
  public static boolean isNamed(String name) {
    return isOn() && !ALL && name.contains(RECORD);
  }
}
