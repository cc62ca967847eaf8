package dev.keeptrail.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How the console looks and reads: on small screens, in the dark, on paper, to screen readers. */
final class ConsoleLooksIT {
  private static final List<String> PAGES =
      List.of("events", "overview", "escalations", "packs", "exports", "trail");

  @TempDir private static Path folder;

  private static ConsoleStand stand;
  private static ConsoleHouse house;
  private static Browsing browsing;
  private static DecisionEvent hostile;

  @BeforeAll
  static void open() throws Exception {
    Path chromium = Browsing.chromium().orElse(null);
    assumeTrue(chromium != null, Browsing.NONE);
    stand = ConsoleStand.open(folder, chromium, Instant.now(), 120);
    house = stand.house();
    browsing = stand.browsing();
    hostile = stand.hostile();
  }

  @AfterAll
  static void close() {
    if (stand != null) {
      stand.close();
    }
  }

  /** What is on record and what was asked for, without what one clicks. */
  @Test
  void onPaperStandsWhatIsOnRecord() {
    Page page = stand.loggedIn(1_200, ColorScheme.DARK);
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    page.navigate(house.url("/console/events?verdict=block"));
    assertThat(page.getByText("Log out").isVisible()).isFalse();
    assertThat(page.getByLabel("Model").isVisible()).as("nothing was asked of it").isFalse();
    assertThat(page.locator(".tabs a:visible").allTextContents()).containsExactly("block");
    assertThat(page.locator("#events tbody tr").first().isVisible()).isTrue();

    page.navigate(house.url("/console/events?model=gpt-5.4"));
    assertThat(page.getByLabel("Model").isVisible()).as("this was asked for").isTrue();
    assertThat(page.getByLabel("Provider").isVisible()).isFalse();

    for (String path : List.of("events", "overview", "packs", "events/" + hostile.id())) {
      page.navigate(house.url("/console/" + path));
      assertThat(page.evaluate("() => getComputedStyle(document.body).backgroundColor"))
          .as("no dark paper: %s", path)
          .isEqualTo("rgb(255, 255, 255)");
      assertThat(page.evaluate(Contrast.SCRIPT)).as(path).isEqualTo(List.of());
    }
  }

  /** Phones show no scroll bar until somebody scrolls. */
  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void aTableThatGoesOnHasAShadeAtThatEdge(ColorScheme scheme) throws Exception {
    Page page = stand.loggedIn(360, scheme);
    page.navigate(house.url("/console/events/" + hostile.id()));
    Locator table =
        page.locator(".scroll")
            .filter(new Locator.FilterOptions().setHasText("What each policy made"));
    table.evaluate("one => { one.firstElementChild.style.visibility = 'hidden'; }");
    assertThat(table.evaluate("one => one.scrollWidth > one.clientWidth")).isEqualTo(true);
    assertThat(shades(table)).containsExactly(false, true);
    table.evaluate("one => { one.scrollLeft = 40; }");
    assertThat(shades(table)).containsExactly(true, true);
    table.evaluate("one => { one.scrollLeft = one.scrollWidth; }");
    assertThat(shades(table)).containsExactly(true, false);
  }

  /** Whether the edges, left and right, are darker than the middle. */
  private static List<Boolean> shades(Locator table) throws IOException {
    BufferedImage seen = ImageIO.read(new ByteArrayInputStream(table.screenshot()));
    int middle = brightness(seen, seen.getWidth() / 2);
    return List.of(
        brightness(seen, 1) < middle - 10, brightness(seen, seen.getWidth() - 2) < middle - 10);
  }

  private static int brightness(BufferedImage seen, int x) {
    return new Color(seen.getRGB(x, seen.getHeight() / 2)).getGreen();
  }

  @Test
  void everyPageHasWhatKeyboardsAndScreenReadersNeed() {
    Page page = stand.loggedIn(1_200, ColorScheme.LIGHT);
    for (String name : PAGES) {
      page.navigate(house.url("/console/" + name));
      accessible(page, name);
    }
    page.navigate(house.url("/console/events/" + hostile.id()));
    accessible(page, "event");
  }

  static void accessible(Page page, String name) {
    assertThat(page.locator("h1").count()).as(name).isEqualTo(1);
    assertThat(page.locator("main").count()).as(name).isEqualTo(1);
    assertThat(page.locator("html[lang]").count()).as(name).isEqualTo(1);
    assertThat(page.locator("nav:not([aria-label])").count()).as(name).isZero();
    assertThat(
            page.evaluate(
                """
                () => [...document.querySelectorAll('input:not([type=hidden]), select')]
                    .filter(field => field.labels.length === 0).length\
                """))
        .as(name + ": fields without a label")
        .isEqualTo(0);
    assertThat(
            page.evaluate(
                """
                () => [...document.querySelectorAll('[id]')].map(one => one.id)
                    .filter((id, at, all) => all.indexOf(id) !== at).length\
                """))
        .as(name + ": ids used twice")
        .isEqualTo(0);
    assertThat(page.locator("svg:not([role=img]):not([aria-hidden])").count()).as(name).isZero();
    assertThat(page.locator("th").allTextContents()).as(name).doesNotContain("");
    assertThat(
            page.locator("[role=region]")
                .evaluateAll("all => all.map(one => one.getAttribute('aria-label'))"))
        .as(name + ": regions that nobody can tell apart")
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .doesNotHaveDuplicates();
    page.keyboard().press("Tab");
    assertThat(page.evaluate("() => document.activeElement.textContent"))
        .as(name)
        .isEqualTo("Skip to the content");
    page.keyboard().press("Enter");
    assertThat(page.evaluate("() => document.activeElement.id")).as(name).isEqualTo("main");
  }

  @Test
  void everythingIsReadableInTheLightAndInTheDark() {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      Page page = stand.loggedIn(1_200, scheme);
      for (String path :
          List.of("events", "overview", "packs", "exports", "trail", "events/" + hostile.id())) {
        page.navigate(house.url("/console/" + path));
        assertThat(page.evaluate(Contrast.SCRIPT))
            .as("texts with a contrast below 4.5 in %s, %s", path, scheme)
            .isEqualTo(List.of());
      }
    }
  }

  @Test
  void nothingIsCutOffOnASmallScreen() throws Exception {
    Page page = stand.loggedIn(400, ColorScheme.LIGHT);
    for (String path :
        List.of(
            "events",
            "overview",
            "escalations",
            "packs",
            "exports",
            "trail",
            "events/" + hostile.id())) {
      page.navigate(house.url("/console/" + path));
      assertThat((int) page.evaluate("() => document.documentElement.scrollWidth"))
          .as(path)
          .isLessThanOrEqualTo(400);
      assertThat(
              page.evaluate(
                  """
                  () => [...document.querySelectorAll('main *')]
                      .filter(one => getComputedStyle(one).overflowX === 'auto')
                      .filter(one => one.scrollWidth > one.clientWidth && one.tabIndex < 0)
                      .map(one => one.className)\
                  """))
          .as(path + ": scrolls, and not with the keyboard")
          .isEqualTo(List.of());
    }
  }

  @Test
  void namesThatSomebodyMadeLongHideNothing() throws Exception {
    try (var another = new ConsoleHouse(folder.resolve("long"))) {
      var events = new ConsoleEvents(12);
      another.store.append(events.of(Instant.now(), "block", "long name ".repeat(1_000)));
      another.store.append(events.of(Instant.now(), "block", "\u202e".repeat(10_000)));
      // A model without a price, which the overview says beside the cost.
      String unpriced =
          another
              .ask("a-model-that-nobody-knows", "hello", null)
              .firstValue("x-keeptrail-event-id")
              .orElseThrow();
      Page page = browsing.page(1_280, 900, ColorScheme.LIGHT);
      page.navigate(another.url("/console/login"));
      page.getByLabel("Token").fill(ConsoleHouse.TOKEN);
      page.keyboard().press("Enter");
      page.locator("tr[data-id=" + unpriced + "]").waitFor();
      assertThat(
              page.locator("#events tbody tr")
                  .evaluateAll("rows => Math.max(...rows.map(row => row.offsetHeight))"))
          .asInstanceOf(InstanceOfAssertFactories.INTEGER)
          .isLessThan(200);
      page.navigate(another.url("/console/overview"));
      assertThat(page.locator(".headlines").textContent()).contains("without a price");
      assertThat((int) page.evaluate("() => document.documentElement.scrollWidth"))
          .isLessThanOrEqualTo(1_280);
    }
  }

  /** How soon something is seen with a large ledger, where somebody asks for it. */
  @Test
  void somethingIsSeenAtOnceWithALargeLedger() throws Exception {
    int events = Integer.getInteger("keeptrail.console.events", 0);
    assumeTrue(events > 0, "say with how many events, with -Dkeeptrail.console.events=1000000");
    Path ledger = Path.of(System.getProperty("keeptrail.console.ledger", folder + "/large"));
    try (var large = new ConsoleHouse(ledger)) {
      if (large.store.lastSequence() < events) {
        ConsoleEvents.fill(large.store, events, Duration.ofDays(30));
      }
      Page page = browsing.page(1_200, 900, ColorScheme.LIGHT);
      page.navigate(large.url("/console/login"));
      page.getByLabel("Token").fill(ConsoleHouse.TOKEN);
      page.keyboard().press("Enter");
      page.waitForURL("**/console/events");
      List<String> slow = new ArrayList<>();
      for (String path :
          List.of("events", "overview", "overview?range=30d", "events?model=gpt-5.4")) {
        double best = Double.MAX_VALUE;
        for (int load = 0; load < 10; load++) {
          page.navigate(large.url("/console/" + path));
          best = Math.min(best, paint(page));
        }
        slow.add("%s %.0f ms".formatted(path, best));
        assertThat(best).as("first paint, best of 10: %s", slow).isLessThanOrEqualTo(300);
      }
      String written = System.getProperty("keeptrail.console.figures", "");
      if (!written.isEmpty()) {
        Files.write(Path.of(written), slow);
      }
    }
  }

  private static double paint(Page page) {
    page.waitForFunction("() => performance.getEntriesByName('first-contentful-paint').length > 0");
    Object time =
        page.evaluate("() => performance.getEntriesByName('first-contentful-paint')[0].startTime");
    return ((Number) time).doubleValue();
  }

  /** Pictures for the guide, where somebody asks for them. */
  @Test
  void pictures() throws Exception {
    String wanted = System.getProperty("keeptrail.pictures", "");
    assumeTrue(!wanted.isEmpty(), "name a folder with -Dkeeptrail.pictures to have pictures made");
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      String suffix = scheme == ColorScheme.LIGHT ? "" : "-dark";
      Page page = stand.loggedIn(1_000, 640, scheme);
      picture(page, "/console/overview", wanted, "console-overview" + suffix);
      picture(page, "/console/events?until=5m", wanted, "console-events" + suffix);
      page.locator("#events tbody tr:has(span.redact) a").first().click();
      page.locator("svg.chain").waitFor();
      picture(page, page.url().substring(house.url("").length()), wanted, "console-event" + suffix);
      picture(page, "/console/packs", wanted, "console-packs" + suffix);
      picture(page, "/console/exports", wanted, "console-exports" + suffix);
      picture(page, "/console/events/" + hostile.id(), wanted, "console-hostile" + suffix);
      Page small = stand.loggedIn(400, scheme);
      picture(small, "/console/events", wanted, "console-small" + suffix);
      picture(small, "/console/overview", wanted, "console-overview-small" + suffix);
    }
  }

  private static void picture(Page page, String path, String folder, String name) {
    page.navigate(house.url(path));
    page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder).resolve(name + ".png")));
  }
}
