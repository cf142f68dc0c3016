package ticketing.acceptance.support;

/**
 * Reads {@code -Drecord}. With it, tests write the files that they otherwise compare: all files, or
 * with {@code -Drecord=NAME} only files with NAME in their names.
 */
public final class RecordMode {
  private static final String RECORD = System.getProperty("record");
  private static final boolean ALL = RECORD != null && (RECORD.isEmpty() || RECORD.equals("true"));

  private RecordMode() {}

  /** Returns whether record mode is on. */
  public static boolean isOn() {
    return RECORD != null;
  }

  /** Returns whether to record the file with this name. */
  public static boolean wants(String name) {
    return ALL || isNamed(name);
  }

  /** Returns whether {@code -Drecord=NAME} names this file. */
  public static boolean isNamed(String name) {
    return isOn() && !ALL && name.contains(RECORD);
  }
}
