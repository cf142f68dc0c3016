package ticketing.runner.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import ticketing.runner.Main;
import ticketing.runner.stages.TemporaryWorkshop;
import ticketing.runner.stages.Workshop;

class TypedCommandTest {
  @TempDir private Path root;
  private TemporaryWorkshop workshop;

  @BeforeEach
  void layOut() throws Exception {
    workshop = new TemporaryWorkshop(root, "01-first");
    workshop.write("pom.xml", "<module>exercises/01-first</module>");
    workshop.write(
        "exercises/01-first/" + TemporaryWorkshop.TEST, "class ATest { void it_works() {} }");
    workshop.write(
        "solutions/01-first/" + TemporaryWorkshop.TEST, "@Tag(\"stretch\") class ATest {}");
  }

  @AfterEach
  void forget() {
    workshop.close();
  }

  private boolean canBeTyped(String command) {
    return new TypedCommand(Workshop.here(), new CommandLine(Main.class))
        .problem(command)
        .isEmpty();
  }

  @Test
  void what_is_there_can_be_typed() {
    assertThat(canBeTyped("./workshop")).isTrue();
    assertThat(canBeTyped("./workshop watch 01")).isTrue();
    assertThat(canBeTyped("WORKSHOP_PORT=1 ./workshop worker 01-first --mine --seed 5")).isTrue();
    assertThat(canBeTyped("./workshop prove key --schedule \"ok,end\"")).isTrue();
    assertThat(canBeTyped("mvn -pl exercises/01-first test -Dgroups=stretch")).isTrue();
    assertThat(canBeTyped("mvn -pl exercises/01-first test \"-Dtest=*#it_works\"")).isTrue();
    assertThat(canBeTyped("git restore solutions")).isTrue();
  }

  @Test
  void what_is_not_there_cannot() {
    assertThat(canBeTyped("./workshop wach 01")).isFalse();
    assertThat(canBeTyped("./workshop watch 05")).isFalse();
    assertThat(canBeTyped("./workshop demo --strategy 05")).isFalse();
    assertThat(canBeTyped("./workshop demo --order 5")).isFalse();
    assertThat(canBeTyped("./workshop worker")).isFalse();
    assertThat(canBeTyped("mvn -pl exercises/05-fifth test")).isFalse();
    assertThat(canBeTyped("mvn -pl exercises/01-first test -Dgroups=strech")).isFalse();
    assertThat(canBeTyped("mvn -pl exercises/01-first test -Dtest=BTest")).isFalse();
    assertThat(canBeTyped("mvn -pl exercises/01-first test \"-Dtest=*#it_work\"")).isFalse();
  }
}
