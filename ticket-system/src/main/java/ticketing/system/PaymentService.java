package ticketing.system;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/**
 * Knows how an order is paid for, in place of a payment provider's vault. The number is a hash of
 * the order ID, so an order always has the same card, and a digit too short to be a real one.
 */
public final class PaymentService {
  /** Returns the payment of an order; throws a {@link RejectedException} if its ID is malformed. */
  public PaymentInfo paymentInfoOf(String orderId) {
    long digits = hash(OrderId.check(orderId)) % 1_000_000_000_000_000L;
    return new PaymentInfo(
        String.format(Locale.ROOT, "%015d", digits)
            .replaceFirst("(.{4})(.{3})(.{4})(.{4})", "VISA-$1-$2-$3-$4"));
  }

  private static long hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong() & Long.MAX_VALUE;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
