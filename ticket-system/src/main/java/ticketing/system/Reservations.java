package ticketing.system;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The reservations of a database: which order has which seat. They are data, in {@value #FILE}; an
 * order that is not there is unknown.
 */
public final class Reservations {
  /** The file in the database folder. */
  public static final String FILE = "reservations.json";

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Map<String, Seat> seats = new TreeMap<>();

  /** Why no ticket can be had. */
  public enum RejectionReason {
    @JsonProperty("payment declined")
    PAYMENT_DECLINED("the payment was declined"),
    @JsonProperty("sold out")
    SOLD_OUT("the event is sold out");

    private final String words;

    RejectionReason(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /** One reservation, and why no ticket can be had, or null. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Seat(
      @JsonProperty("orderID") String orderId,
      String event,
      String seat,
      RejectionReason rejection) {}

  /** Holds these reservations; throws if one is incomplete or malformed, or an order has two. */
  public Reservations(Collection<Seat> seats) {
    for (Seat seat : seats) {
      if (seat == null || seat.event() == null || seat.seat() == null) {
        throw new IllegalArgumentException("a reservation has no event or no seat");
      }
      if (this.seats.put(OrderId.check(seat.orderId()), seat) != null) {
        throw new IllegalArgumentException(seat.orderId() + " has two reservations");
      }
    }
  }

  /** Reads them; throws a {@link LedgerException} if their file is missing or malformed. */
  public static Reservations read(Path database) {
    Path file = database.resolve(FILE);
    try {
      List<Seat> seats = JSON.readValue(file.toFile(), new TypeReference<>() {});
      if (seats == null) {
        throw malformed(file, "it is empty");
      }
      return new Reservations(seats);
    } catch (JsonProcessingException e) {
      throw malformed(file, "it is not valid" + Ledger.place(e));
    } catch (RejectedException | IllegalArgumentException e) {
      throw malformed(file, e.getMessage());
    } catch (IOException e) {
      throw new LedgerException(
          ("Cannot read %s. Every ticket database contains this file. Name a database with"
                  + " --database or %s, or make one with ./workshop reserve.")
              .formatted(file, Database.VARIABLE));
    }
  }

  private static LedgerException malformed(Path file, String why) {
    return new LedgerException(
        ("%s is not a list of reservations: %s. Fix the file: each reservation has an orderID, an"
                + " event and a seat, and may have a rejection (\"payment declined\" or \"sold"
                + " out\").")
            .formatted(file, why));
  }

  /** Writes them into a database folder, and makes it; throws a {@link LedgerException}. */
  public void write(Path database) {
    Path file = database.resolve(FILE);
    Path draft = database.resolve("." + FILE + ".draft");
    try {
      Files.createDirectories(database);
      try {
        new TicketPublisher().write(draft, JSON.writeValueAsString(seats.values()));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new LedgerException(
          "Cannot write " + file + ". Is the folder read-only, or the disk full?");
    }
  }

  /** Returns the seat of an order; empty if the order is unknown. */
  public Optional<Seat> seatOf(String orderId) {
    return Optional.ofNullable(seats.get(orderId));
  }

  /** Returns all orders, sorted. */
  public List<String> orderIds() {
    return List.copyOf(seats.keySet());
  }
}
