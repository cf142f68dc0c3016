package ticketing.runner.browser;

import java.util.Map;

/** Keys as the browser is told of them. */
final class Keyboard {
  private static final Map<String, Integer> NAMED =
      Map.of(
          "Tab",
          9,
          "Enter",
          13,
          "Escape",
          27,
          "ArrowLeft",
          37,
          "ArrowUp",
          38,
          "ArrowRight",
          39,
          "ArrowDown",
          40);

  private Keyboard() {}

  /** What a key sends when it goes down: a letter or digit its text, and Enter a line's end. */
  static Map<String, ?> down(String key) {
    String text = key.equals("Enter") ? "\r" : NAMED.containsKey(key) ? "" : key;
    return Map.of("type", "keyDown", "key", key, "text", text, "windowsVirtualKeyCode", code(key));
  }

  /** What it sends when it comes up again. */
  static Map<String, ?> up(String key) {
    return Map.of("type", "keyUp", "key", key, "windowsVirtualKeyCode", code(key));
  }

  private static int code(String key) {
    return NAMED.getOrDefault(key, (int) Character.toUpperCase(key.charAt(0)));
  }
}
