package ticketing.runner.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ChecksTest {
  private final List<String> ran = new ArrayList<>();

  @Test
  void whatAllOfThemNeedIsFoundOutOnceAndBefore() {
    Checks checks = new Checks(Pattern.compile(""));

    checks.runIf(passing("needed"), List.of(passing("one"), passing("other")));

    assertThat(ran).containsExactly("needed", "one", "other");
    assertThat(checks.sumUp()).isTrue();
  }

  @Test
  void withoutWhatTheyNeedNoneIsRun() {
    Checks checks = new Checks(Pattern.compile(""));

    checks.runIf(
        new Check(
            "needed",
            () -> {
              throw new Check.Failed("is not there");
            }),
        List.of(passing("one")));

    assertThat(ran).isEmpty();
    assertThat(checks.sumUp()).isFalse();
  }

  @Test
  void whatCannotBeFoundOutHereIsNoFailure() {
    Checks checks = new Checks(Pattern.compile(""));
    checks.run(List.of(passing("plain")));

    checks.runIf(notRun("needed"), List.of(passing("one")));

    assertThat(ran).containsExactly("plain");
    assertThat(checks.sumUp()).isTrue();
  }

  @Test
  void whereNothingCouldBeFoundOutNothingIsProved() {
    Checks checks = new Checks(Pattern.compile(""));

    checks.runIf(notRun("needed"), List.of(passing("one")));

    assertThat(checks.sumUp()).isFalse();
  }

  @Test
  void whatTheyNeedIsNotLookedForWhereNoneIsWanted() {
    Checks checks = new Checks(Pattern.compile("needed"));

    checks.runIf(passing("needed"), List.of(passing("one")));

    assertThat(ran).isEmpty();
  }

  @Test
  void oneThatIsWantedBringsWhatItNeeds() {
    Checks checks = new Checks(Pattern.compile("other"));

    checks.runIf(passing("needed"), List.of(passing("one"), passing("other")));

    assertThat(ran).containsExactly("needed", "other");
  }

  private Check passing(String name) {
    return new Check(
        name,
        () -> {
          ran.add(name);
          return 1;
        });
  }

  private static Check notRun(String name) {
    return new Check(
        name,
        () -> {
          throw new Check.NotRun("not on this computer");
        });
  }
}
