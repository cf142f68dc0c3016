package ticketing.runner.service;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import ticketing.runner.util.CommandContext;

/** What the admin part wants to see: given by the environment, or made at random. */
final class AdminToken {
  /** The environment variable. */
  static final String VARIABLE = "WORKSHOP_ADMIN_TOKEN";

  private static final int BYTES = 16;

  private AdminToken() {}

  /** The one of the environment. */
  static Optional<String> given(CommandContext context) {
    return Optional.of(context.variable(VARIABLE)).filter(token -> !token.isEmpty());
  }

  /** Another one each time. */
  static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
