package ticketing.acceptance.errors;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ticketing.runner.run.orders.RunOrders;
import ticketing.runner.service.SwitchedFaults;
import ticketing.runner.service.TicketService;

/** Tests the error messages for a missing or wrong ticket service. */
@Tag("material")
@Timeout(60)
class BadTicketServiceTest {
  private static final int NOT_FOUND = 404;

  @TempDir private static Path folder;
  private static TicketService service;
  private static HttpServer other;
  private static CommandErrors errors;

  @BeforeAll
  static void serve() throws Exception {
    Path database = folder.resolve("database");
    RunOrders.reservations(List.of("order-1")).write(database);
    service =
        new TicketService(
            database, 0, TicketService.TIMING, false, new SwitchedFaults(1), System.err);
    other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext("/", exchange -> exchange.sendResponseHeaders(NOT_FOUND, -1));
    other.start();
    errors =
        new CommandErrors()
            .with("database", database)
            .with("missing", folder.resolve("missing"))
            .with("there", service.address())
            .with("taken", service.address().getPort())
            .with("foreign", "http://127.0.0.1:" + other.getAddress().getPort())
            .with("nobody", "http://127.0.0.1:1");
  }

  @AfterAll
  static void stop() {
    other.stop(0);
    service.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          tickets --port {taken} --database {database}    | Choose another with --port
          worker 03 --tickets {there} --metrics {taken}   | Choose another with --metrics
          tickets --port 70000                            | must be a port from 1 to 65535, or 0 for a free one
          tickets --port x                                | 'x' is not a whole number
          tickets --port 99999999999                      | '99999999999' is not between -2147483648 and 2147483647
          tickets --seed 99999999999999999999             | '99999999999999999999' is not between -9223372036854775808 and
          tickets --database {empty}                      | The value of --database is empty. Pass a folder
          tickets --likelihood 1.5                        | a number from 0 to 1
          tickets --database {missing}                    | reservations.json
          worker 03 --tickets {nobody}                    | Start one: ./workshop tickets
          worker 03 --tickets http://a.invalid            | Unknown host "a.invalid"
          worker 03 --tickets {foreign}                   | is not the workshop's ticket service
          worker 03 --tickets 127.0.0.1:7280              | Use one like http://
          worker 03 --tickets {there}/calls               | Use one like http://
          worker 03 --tickets {there} --likelihood 0.5    | has its own database
          faults --tickets {nobody}                       | Start one: ./workshop tickets
          faults --tickets {foreign}                      | is not the workshop's ticket service
          faults --next createTicket=huh                  | Unknown fault "createTicket=huh"
          faults --likelihood many                        | 'many' is not a number
          faults --tickets {there} --likelihood 2         | a number from 0 to 1
          faults --off --next createTicket=after          | not both
          """)
  void an_error_says_how_to_fix_it(String command, String fix) {
    errors.assertExplained(command, fix, "");
  }
}
