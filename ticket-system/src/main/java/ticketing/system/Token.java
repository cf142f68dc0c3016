package ticketing.system;

import java.time.Instant;

/**
 * A handle that the ticket system knows its caller by. It is no secret, and it expires.
 *
 * @param expiresAt from this moment on a call with it is answered with {@link NotSentException}
 */
public record Token(String id, Instant expiresAt) {}
