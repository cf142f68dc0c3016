package ticketing.acceptance.errors;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the error messages for invalid command lines. */
@Tag("material")
@Timeout(120)
class BadInputTest {
  @TempDir private Path folder;

  private final CommandErrors errors = new CommandErrors();

  @BeforeEach
  void fill() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    Path used = folder.resolve("used");
    Files.createDirectories(used.resolve("03-validate-loop"));
    errors
        .with("file", file)
        .with("below", file.resolve("below"))
        .with("used", used)
        .with("missing", folder.resolve("missing"))
        .with("long", "x".repeat(10_000));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          demoo                                    | Did you mean ./workshop demo?
          demo --order 1                           | Unknown option: '--order' Possible solutions: --orders For help, type ./workshop help demo.
          demo --orders 1.5                        | '1.5' is not a whole number For help, type ./workshop help demo.
          demo --orders 0                          | --orders must be a number from 1
          demo --likelihood x                      | 'x' is not a number For help, type ./workshop help demo.
          demo --likelihood -1                     | --likelihood must be a number from 0
          demo --likelihood NaN                    | --likelihood must be a number from 0
          demo --strategy 05                       | The exercises are
          demo --strategy keys                     | For comparison: key
          demo --mine --strategy key               | key is not an exercise
          demo --mine --solution                   | not both
          demo --database {empty}                  | The value of --database is empty. Pass a folder
          demo --database {used}                   | never overwrites files
          demo --database {file}                   | is not a folder
          demo --database {below}                  | Cannot use the folder
          chaos 05                                 | The exercises are
          chaos --orders 0                         | --orders must be a number from 1
          chaos --likelihood 1.5                   | --likelihood must be a number from 0
          chaos --database {used}                  | never overwrites files
          chaos --database {file}                  | is not a folder
          chaos --database {below}                 | Cannot use the folder
          prove 05                                 | The exercises are
          prove keys --solution                    | For comparison: key
          prove key --mine                         | key is not an exercise
          prove --schedule after,ok                | needs an exercise
          prove 03 --schedule ok --deep            | Omit --deep and --outside
          prove key --outside --schedule ok        | Omit --deep and --outside
          prove key --schedule ok+again,end+again  | one interruption
          prove 03 --solution --schedule fresh,stale | does not apply
          prove key --schedule ok,ok               | never reached
          hint 05                                  | The exercises are
          compare 05                               | The exercises are
          reset 05                                 | The exercises are
          catch-up 05                              | The exercises are
          restore nonsense                         | There is no backup "nonsense"
          worker                                   | 'EXERCISE' For help, type ./workshop help worker.
          worker nine                              | The exercises are
          worker 03 --task-queue a{blank}b         | --task-queue must be a name
          worker 03 --likelihood -0.5              | a number from 0 to 1
          worker 03 --metrics 65536                | --metrics must be a port from 1 to 65535
          worker 03                                | WORKSHOP_DATABASE             | WORKSHOP_DATABASE={missing}
          order                                    | Name one or more order IDs
          order --all order-314159                 | Pass order IDs or --all
          order --all --database {used}            | Cannot read
          order --exercise nine order-314159          | The exercises are
          order order-314159 --task-queue {empty}  | --task-queue must be a name
          order ../order-1                         | Not an order ID
          order {empty}                            | Not an order ID
          order order-{long}                   | Not an order ID
          reserve 0 {below}                        | COUNT must be a number from 1 to 10000
          reserve 5 {used}                         | never overwrites files
          reserve 5 {file}                         | is not a folder
          ledger --database {used}                 | Cannot read
          ledger order-0                           | There is no order order-0
          ledger ../x                              | There is no order ../x
          server --port 65536                      | --port must be a port from 1 to 65535
          server --port x                          | 'x' is not a whole number
          codec                                    | There is no key to decrypt with
          codec --port 0                           | --port must be a port from 1 to 65535
          codec --origin localhost                 | --origin must be scheme, host and port
          codec                                    | the key is 32 bytes in Base64      | WORKSHOP_ENCRYPTION_KEY=k:QUJD
          worker 03                                | the key is 32 bytes in Base64      | WORKSHOP_ENCRYPTION_KEY=k:QUJD
          order order-314159                       | the key is 32 bytes in Base64      | WORKSHOP_ENCRYPTION_KEY=k:QUJD
          history order-1                          | the key is 32 bytes in Base64      | WORKSHOP_ENCRYPTION_KEY=k:QUJD
          """)
  void an_error_says_how_to_fix_it(String command, String fix, ArgumentsAccessor columns) {
    errors.assertExplained(command, fix, columns.size() < 3 ? "" : columns.getString(2));
  }
}
