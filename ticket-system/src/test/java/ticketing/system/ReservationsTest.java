package ticketing.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the reservations file, which people write and so may contain mistakes. */
@Timeout(10)
class ReservationsTest {
  private static final Reservations.Seat FREE =
      new Reservations.Seat("order-2", "Music of the Spheres", "C1", null);
  private static final Reservations.Seat DECLINED =
      new Reservations.Seat(
          "order-1", "Naïve \"Set\" Theory", "B8", Reservations.RejectionReason.PAYMENT_DECLINED);

  private final Path database;
  private final Path file;

  ReservationsTest(@TempDir Path temporary) {
    this.database = temporary.resolve("database");
    this.file = database.resolve(Reservations.FILE);
  }

  @Test
  void what_was_written_is_read() {
    new Reservations(List.of(FREE, DECLINED)).write(database);
    Reservations read = Reservations.read(database);

    assertThat(read.orderIds()).containsExactly("order-1", "order-2");
    assertThat(read.seatOf("order-1")).contains(DECLINED);
    assertThat(read.seatOf("order-2")).contains(FREE);
    assertThat(read.seatOf("order-3")).isEmpty();
    assertThat(file)
        .content(StandardCharsets.UTF_8)
        .isEqualToNormalizingNewlines(
            """
            [ {
              "orderID" : "order-1",
              "event" : "Naïve \\"Set\\" Theory",
              "seat" : "B8",
              "rejection" : "payment declined"
            }, {
              "orderID" : "order-2",
              "event" : "Music of the Spheres",
              "seat" : "C1"
            } ]\
            """);
  }

  @Test
  void the_shipped_reservations_can_be_read() {
    Reservations shipped = Reservations.read(Path.of("..", "database"));

    assertThat(shipped.seatOf("order-314159")).get().hasFieldOrPropertyWithValue("rejection", null);
    assertThat(shipped.orderIds().stream().map(id -> shipped.seatOf(id).get().rejection()))
        .contains(Reservations.RejectionReason.values());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "[ null ]",
        "[ ] ]",
        "[ { \"orderID\" : \"order-1\", \"event\" : \"E\", \"seat\" : \"S\" },"
            + " { \"orderID\" : \"order-1\", \"event\" : \"E\", \"seat\" : \"T\" } ]",
        "[ { \"orderID\" : \"order-1\", \"event\"",
        "[ { \"orderID\" : \"order-1\", \"event\" : \"E\" } ]",
        "[ { \"orderID\" : \"order-1\", \"event\" : \"E\", \"seat\" : null } ]",
        "[ { \"event\" : \"E\", \"seat\" : \"S\" } ]",
        "[ { \"orderID\" : \"Order 1\", \"event\" : \"E\", \"seat\" : \"S\" } ]",
        "[ { \"orderID\" : \"order-1\", \"event\" : \"E\", \"seat\" : \"S\", \"price\" : 3 } ]",
        "[ { \"orderID\" : \"order-1\", \"event\" : \"E\", \"seat\" : \"S\", \"rejection\" : \"\" }"
            + " ]",
      })
  void a_malformed_file_is_an_error_that_names_it_and_the_fix(String text) throws IOException {
    Files.createDirectory(database);
    Files.writeString(file, text);

    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(() -> Reservations.read(database))
        .withMessageContaining(file.toString())
        .withMessageContaining("Fix the file")
        .withMessageNotContaining("com.fasterxml")
        .withMessageNotContaining("Exception");
  }

  @Test
  void a_syntax_error_is_an_error_with_line_and_column() throws IOException {
    Files.createDirectory(database);
    Files.writeString(file, "[\n  { \"orderID\" ; ");

    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(() -> Reservations.read(database))
        .withMessageContaining("line 2, column ");
  }

  @Test
  void a_missing_file_is_an_error_that_names_it_and_the_fix() throws IOException {
    Files.createDirectory(database);

    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(() -> Reservations.read(database))
        .withMessageContaining(file.toString())
        .withMessageContaining("with --database or " + Database.VARIABLE);
  }

  @Test
  void a_folder_that_cannot_be_written_is_an_error_that_names_the_file() throws IOException {
    Files.writeString(database, "a file where the folder should be");

    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(() -> new Reservations(List.of(FREE)).write(database))
        .withMessageContaining(file.toString())
        .withMessageContaining("Is the folder read-only");
  }
}
