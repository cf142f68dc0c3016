package ticketing.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static ticketing.acceptance.browser.ShowPage.card;
import static ticketing.acceptance.browser.ShowPage.lane;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import ticketing.acceptance.show.ShowProcess;
import ticketing.acceptance.support.CommandProcess;
import ticketing.acceptance.support.Exercise;
import ticketing.acceptance.support.WorkshopCopy;
import ticketing.runner.util.Shell;

/** Tests the live page with a student's code: first unchanged, then broken, then fixed. */
@Tag("browser")
class LivePageWithStudentCodeTest {
  private static final String LANE = "03";

  @Test
  void fixed_code_completes_the_orders_that_wait(@TempDir Path folder) throws Exception {
    Path root = WorkshopCopy.create();
    Exercise exercise = new Exercise(root, LANE);
    try (Chrome chrome = Chrome.start();
        ShowProcess show = new ShowProcess(root, folder).start("--mine", LANE)) {
      assertThat(show.process().output()).contains("is unchanged");
      ShowPage page = ShowPage.open(chrome, show.address());
      page.awaitWorker();
      assertThat(chrome.<Boolean>eval(lane(LANE) + ".querySelector('.mine').checkVisibility()"))
          .as("the lane shows that it runs your code")
          .isTrue();
      page.press("o", 1);
      page.awaitEnds(List.of("01", "02", "04"), 1);
      chrome.click(card(LANE, 1));
      page.awaitText("#order[open]", "End the order with exactly one ticket");
      chrome.press(Keys.ESCAPE);

      page.click("/worker/kill");
      exercise.writeBody("return order;");
      page.click("/worker/start");
      page.awaitText("#notice-worker", exercise.place());
      Shell.Output rejected =
          CommandProcess.run(root, Map.of(), "show", "--port", "0", "--mine", LANE);
      assertThat(rejected.exitCode()).as(rejected.text()).isEqualTo(1);
      assertThat(rejected.text()).contains("does not compile", exercise.place());

      exercise.solve();
      page.click("/worker/start");
      page.awaitWorker();
      page.failNext("after");
      page.press("o", 1);
      page.awaitEnds(List.of(LANE), 2);
      page.assertRight(List.of(LANE), 2);
      show.assertOneTicketEach(page.run(), List.of(LANE), 2);

      page.click("/worker/kill");
      exercise.writeAnswer("wrong/NoSettle");
      page.click("/worker/start");
      page.awaitWorker();
      page.failNext("late");
      page.press("o", 1);
      page.awaitEnds(List.of(LANE), 3);
      page.assertWrong(List.of(LANE));
      chrome.assertQuiet(show.address());
    }
  }
}
