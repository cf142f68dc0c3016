package ticketing.runner.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import ticketing.runner.run.encryption.EncryptionKeys;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;
import ticketing.testkit.TemporaryFolder;

/** What somebody may type by mistake: a clear error, no stack trace, an exit code other than 0. */
final class BadInput {
  private static final String MORE = "./workshop help demo says more.";

  private static final Map<String, String> NO_KEY = Map.of(EncryptionKeys.VARIABLE, "k:QUJD");

  private BadInput() {}

  private record Case(Map<String, String> environment, String expected, List<String> arguments) {
    Case(String expected, String... arguments) {
      this(Map.of(), expected, List.of(arguments));
    }
  }

  static Check check(Workshop workshop) {
    return new Check(
        "bad input gets a clear error",
        () -> {
          int count = 0;
          for (Case bad : cases()) {
            Shell.Output output =
                Shell.workshop(
                    workshop.root(), bad.environment(), bad.arguments().toArray(String[]::new));
            String what = String.join(" ", bad.arguments()) + " " + bad.environment() + "\n";
            Check.require(output.exitCode() > 0, what + "exit code " + output.exitCode());
            String told = output.text().replace("\r\n", "\n");
            Check.require(told.contains(bad.expected()), what + told);
            Check.require(!output.text().contains("\tat "), what + output.text());
            count++;
          }
          return count;
        });
  }

  private static List<Case> cases() throws Exception {
    Path folder = TemporaryFolder.create("workshop-bad-input");
    Path used = Files.createDirectories(folder.resolve("used/03-validate-loop")).getParent();
    Path file = Files.writeString(folder.resolve("file"), "");
    String below = file.resolve("below").toString();
    String port = String.valueOf(Shell.freePort());
    Map<String, String> nobodyThere = Map.of("WORKSHOP_PORT", port);
    return List.of(
        new Case("--likelihood is a number from 0", "demo", "--likelihood", "-1"),
        new Case("--likelihood is a number from 0", "demo", "--likelihood", "NaN"),
        new Case("--orders is a number from 1", "demo", "--orders", "0"),
        new Case("'x' is not a number\n" + MORE, "demo", "--likelihood", "x"),
        new Case("'1.5' is not a whole number\n" + MORE, "demo", "--orders", "1.5"),
        new Case("Possible solutions: --orders\n" + MORE, "demo", "--order", "1"),
        new Case("Did you mean: workshop demo", "demoo"),
        new Case("'STAGE'\n./workshop help worker says more.", "worker"),
        new Case("The stages are", "demo", "--strategy", "05"),
        new Case("For comparison: key", "demo", "--strategy", "keys"),
        new Case("key is not an exercise", "demo", "--mine", "--strategy", "key"),
        new Case("nothing is overwritten", "demo", "--database", used.toString()),
        new Case("is not a folder", "demo", "--database", file.toString()),
        new Case("Cannot make the folder", "demo", "--database", below),
        new Case("not both", "demo", "--mine", "--solution"),
        new Case("The stages are", "prove", "05"),
        new Case("For comparison: key", "prove", "keys", "--solution"),
        new Case("key is not an exercise", "prove", "key", "--mine"),
        new Case("--faults is a number from 1 to 5", "prove", "--faults", "0"),
        new Case("--faults is a number from 1 to 5", "prove", "03", "--faults", "99"),
        new Case("Name a stage", "prove", "--schedule", "after,ok"),
        new Case("Leave --faults out", "prove", "03", "--schedule", "ok", "--faults", "2"),
        new Case("Leave --outside out", "prove", "key", "--outside", "--schedule", "ok"),
        new Case("no step \"huh\"", "prove", "03", "--solution", "--schedule", "fresh,huh"),
        new Case("no step \"\"", "prove", "03", "--solution", "--schedule", ""),
        new Case("one disturbance", "prove", "key", "--schedule", "ok+again,end+again"),
        new Case("cannot happen to 03", "prove", "03", "--solution", "--schedule", "fresh,stale"),
        new Case("never reached", "prove", "key", "--schedule", "ok,ok"),
        new Case("The stages are", "hint", "05"),
        new Case("03-validate-loop has no test \"nonsense\"", "hint", "03", "--test", "nonsense"),
        new Case("The stages are", "compare", "05"),
        new Case("The stages are", "reset", "05"),
        new Case("The stages are", "catch-up", "05"),
        new Case("There is no backup \"nonsense\"", "restore", "nonsense"),
        new Case("The stages are", "chaos", "05"),
        new Case("--orders is a number from 1", "chaos", "--orders", "0"),
        new Case("--likelihood is a number from 0", "chaos", "--likelihood", "1.5"),
        new Case("--kills is a number from 0", "chaos", "--kills", "-1"),
        new Case("nothing is overwritten", "chaos", "--database", used.toString()),
        new Case("is not a folder", "chaos", "--database", file.toString()),
        new Case("Cannot make the folder", "chaos", "--database", below),
        new Case("--port is a port from 1 to 65535", "server", "--port", "65536"),
        new Case("'x' is not a whole number", "server", "--port", "x"),
        new Case("COUNT is a number from 1 to 10000", "reserve", "0", below),
        new Case("nothing is overwritten", "reserve", "5", used.toString()),
        new Case("is not a folder", "reserve", "5", file.toString()),
        new Case("Cannot read", "ledger", "--database", used.toString()),
        new Case("There is no order order-0", "ledger", "order-0"),
        new Case("There is no order ../x", "ledger", "../x"),
        new Case("Name one or more order IDs", "order"),
        new Case("Name one or more order IDs", "order", "--all", "order-314159"),
        new Case("Leave --database out", "order", "order-314159", "--database", used.toString()),
        new Case("Cannot read", "order", "--all", "--database", used.toString()),
        new Case("The stages are", "order", "--stage", "nine", "order-314159"),
        new Case("The stages are", "worker", "nine"),
        new Case("--task-queue is a name", "worker", "03", "--task-queue", "a b"),
        new Case("--task-queue is a name", "order", "order-314159", "--task-queue", ""),
        new Case("Not an order ID", "order", "../order-1"),
        new Case("Not an order ID", "order", ""),
        new Case("10006 characters", "order", "order-" + "x".repeat(10_000)),
        new Case(nobodyThere, "Start your server, or a worker", List.of("order", "order-314159")),
        new Case(
            Map.of("TEMPORAL_ADDRESS", "127.0.0.1:" + port),
            "No Temporal server answers at 127.0.0.1:" + port,
            List.of("worker", "03")),
        new Case(
            Map.of("WORKSHOP_DATABASE", folder.resolve("missing").toString()),
            "WORKSHOP_DATABASE",
            List.of("worker", "03")),
        new Case("a number from 0 to 1", "worker", "03", "--likelihood", "-0.5"),
        new Case("--metrics is a port from 1 to 65535", "worker", "03", "--metrics", "65536"),
        new Case(nobodyThere, "Start your server, or a worker", List.of("history", "order-314159")),
        new Case("There is no key to decode with", "codec"),
        new Case("--port is a port from 1 to 65535", "codec", "--port", "0"),
        new Case("--origin is scheme, host and port", "codec", "--origin", "localhost"),
        new Case(NO_KEY, "a key of 3 bytes; AES-256 wants 32", List.of("worker", "03")),
        new Case(NO_KEY, "a key of 3 bytes; AES-256 wants 32", List.of("order", "order-314159")),
        new Case(NO_KEY, "a key of 3 bytes; AES-256 wants 32", List.of("history", "order-1")),
        new Case(NO_KEY, "a key of 3 bytes; AES-256 wants 32", List.of("codec")));
  }
}
