package ticketing.system;

import java.util.regex.Pattern;

/**
 * The one rule for order IDs: {@code order-} and then 1 to 40 lower-case letters, digits and
 * hyphens, the first not a hyphen. An order's ID names its folder in the {@link Ledger} and its
 * workflow, so the rule keeps out whatever a file system could take for something else (separators,
 * dots, reserved names, two IDs that differ in case only).
 */
public final class OrderId {
  private static final Pattern RULE = Pattern.compile("order-[a-z0-9][a-z0-9-]{0,39}");
  private static final int SHOWN = 60;

  private OrderId() {}

  /** Returns whether the text is an order ID. */
  public static boolean isValid(String text) {
    return text != null && RULE.matcher(text).matches();
  }

  /** Returns the order ID unchanged; throws a {@link RejectedException} if it breaks the rule. */
  public static String check(String orderId) {
    if (!isValid(orderId)) {
      throw new RejectedException(
          ("Not an order ID: \"%s\". An order ID is \"order-\" and then 1 to 40 lower-case letters,"
                  + " digits and hyphens, the first not a hyphen, such as order-112358.")
              .formatted(shown(orderId)));
    }
    return orderId;
  }

  private static String shown(String text) {
    String line = String.valueOf(text).replaceAll("\\p{Cntrl}", "?");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
  }
}
