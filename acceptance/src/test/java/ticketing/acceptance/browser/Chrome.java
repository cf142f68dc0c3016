package ticketing.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import ticketing.acceptance.support.Program;

/**
 * Controls Chromium, at a common projector resolution. Skips the test if chromedriver is missing.
 */
final class Chrome implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Headless, without animations, and without Chromium's own background requests, which would look
   * like requests of the page.
   */
  private static final List<String> ARGUMENTS =
      List.of(
          "--headless=new",
          "--no-sandbox",
          "--disable-gpu",
          "--force-prefers-reduced-motion",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  /** Logs only SEVERE, because Selenium warns if Chromium is newer than it expects. */
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  static {
    SELENIUM.setLevel(Level.SEVERE);
  }

  private final ChromeDriver driver;
  private final List<String> requests = new ArrayList<>();
  private final List<String> consoleProblems = new ArrayList<>();

  private Chrome(ChromeDriver driver) {
    this.driver = driver;
  }

  static Chrome start() {
    Optional<Program> program = Program.onPath("chromedriver");
    assumeTrue(program.isPresent(), "No chromedriver: run .ci/install (Debian: chromium-driver)");
    // Given the driver's path, Selenium does not try to download a driver.
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(program.get().file().toFile())
            .usingAnyFreePort()
            .withLogOutput(OutputStream.nullOutputStream())
            .build();
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions().addArguments(ARGUMENTS);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    Chrome chrome = new Chrome(new ChromeDriver(service, options));
    chrome.resize(1280, 720);
    return chrome;
  }

  /** Sets the viewport size, in CSS pixels. */
  void resize(int width, int height) {
    resize(width, height, 1);
  }

  /** Sets the viewport size in pixels of the screen, and the browser's zoom. */
  void resize(int width, int height, double zoom) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width",
            (int) (width / zoom),
            "height",
            (int) (height / zoom),
            "deviceScaleFactor",
            zoom,
            "mobile",
            false));
  }

  /** Sets the color scheme to dark or light, and turns animations on. */
  void dark(boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                Map.of("name", "prefers-reduced-motion", "value", "no-preference"))));
  }

  /** Opens an address. Reloads the page even if only the fragment differs. */
  void open(String address) {
    driver.get("about:blank");
    driver.get(address);
  }

  /** Closes the tab and opens a new one. */
  void replaceTab() {
    String oldTab = driver.getWindowHandle();
    driver.switchTo().newWindow(WindowType.TAB);
    String newTab = driver.getWindowHandle();
    driver.switchTo().window(oldTab).close();
    driver.switchTo().window(newTab);
    resize(1280, 720);
  }

  /** Evaluates a JavaScript expression; if it is a promise, returns its resolved value. */
  @SuppressWarnings("unchecked")
  <T> T eval(String expression) {
    return (T) driver.executeScript("return " + expression);
  }

  /** Waits until an expression is true. */
  void awaitTrue(String expression) {
    await(expression)
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(this.<Object>eval("Boolean(" + expression + ")")).isEqualTo(true));
  }

  /** Clicks the center of the selected element as soon as nothing covers it. */
  void click(String selector) {
    await("click on " + selector)
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(WebDriverException.class)
        .until(
            () -> {
              driver.findElement(By.cssSelector(selector)).click();
              return true;
            });
  }

  void press(CharSequence key) {
    new Actions(driver).sendKeys(key).perform();
  }

  /** Returns the visible text of the selected element. */
  String text(String selector) {
    return driver.findElement(By.cssSelector(selector)).getText();
  }

  /** Runs a function of a script on the page and returns the problems that it finds. */
  List<String> inspect(String script, String function) {
    return eval(
        "(() => {" + resource("contrast.js") + resource(script) + "return " + function + "()})()");
  }

  private static String resource(String name) {
    try (InputStream file = Chrome.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  void screenshot(Path file) throws IOException {
    File taken = driver.getScreenshotAs(OutputType.FILE);
    Files.createDirectories(file.getParent());
    Files.move(taken.toPath(), file, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Returns the number of DOM nodes, including detached ones. */
  int nodes() {
    driver.executeCdpCommand("HeapProfiler.collectGarbage", Map.of());
    return ((Number) driver.executeCdpCommand("Memory.getDOMCounters", Map.of()).get("nodes"))
        .intValue();
  }

  /**
   * Asserts that all requests went to this address, and that the console has no warnings or errors.
   */
  void assertQuiet(String address) {
    driver.manage().logs().get(LogType.PERFORMANCE).forEach(entry -> collect(entry.getMessage()));
    driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .forEach(entry -> consoleProblems.add(entry.getMessage()));
    assertThat(consoleProblems).as("warnings and errors in the browser's console").isEmpty();
    assertThat(requests)
        .as("requests")
        .isNotEmpty()
        .allSatisfy(
            request -> assertThat(request).matches("(about:blank|data:|\\Q" + address + "\\E).*"));
  }

  private void collect(String event) {
    try {
      JsonNode message = JSON.readTree(event).path("message");
      JsonNode parameters = message.path("params");
      switch (message.path("method").asText()) {
        case "Network.requestWillBeSent" ->
            requests.add(parameters.path("request").path("url").asText());
        case "Network.webSocketCreated" -> requests.add(parameters.path("url").asText());
        default -> {
          // This log entry is not a request.
        }
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
