package dev.keeptrail.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.EventJson;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The console for people who have colours, letters and names of their own. */
final class ConsoleOtherwiseIT {
  private static final String LONG = "r".repeat(10_000);

  @TempDir private static Path folder;

  private static ConsoleStand stand;
  private static ConsoleHouse house;

  @BeforeAll
  static void open() throws Exception {
    Path chromium = Browsing.chromium().orElse(null);
    assumeTrue(chromium != null, Browsing.NONE);
    stand = ConsoleStand.open(folder, chromium, Instant.now(), 60);
    house = stand.house();
  }

  @AfterAll
  static void close() {
    if (stand != null) {
      stand.close();
    }
  }

  /** Contrast themes take grounds away, and with them what only a ground says. */
  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void inColoursOfTheirOwnPeopleSeeWhereTheyAre(ColorScheme scheme) {
    Page page = stand.loggedIn(1_200, scheme);
    page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
    page.navigate(house.url("/console/overview"));
    assertThat(ground(page, "nav a[aria-current=page]"))
        .isNotEqualTo(ground(page, "nav a:not([aria-current])"));
    assertThat(ground(page, ".ranges a[aria-current], .tabs a[aria-current]"))
        .isNotEqualTo(ground(page, ".ranges a:not([aria-current]), .tabs a:not([aria-current])"));
    assertThat(
            page.evaluate(
                """
                () => [...document.querySelector('.legend').querySelectorAll('.key')]
                    .map(key => getComputedStyle(key, '::before').backgroundColor)\
                """))
        .as("each colour of the chart is in its legend")
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .hasSizeGreaterThan(2)
        .doesNotHaveDuplicates();
    page.navigate(house.url("/console/events"));
    page.locator("#follow[aria-pressed=true]").waitFor();
    assertThat(ground(page, "#follow")).isNotEqualTo(ground(page, ".search button"));
  }

  private static Object ground(Page page, String selector) {
    return page.locator(selector).first().evaluate("one => getComputedStyle(one).backgroundColor");
  }

  @Test
  void lettersAreAsLargeAsTheBrowserIsToldToMakeThem() {
    Page page = stand.loggedIn(1_200, ColorScheme.LIGHT);
    for (String path : List.of("events", "overview", "events/" + stand.hostile().id())) {
      page.navigate(house.url("/console/" + path));
      double before = letters(page);
      page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }");
      assertThat(letters(page)).as(path).isEqualTo(2 * before);
      assertThat(overflow(page)).as(path).isZero();
    }
  }

  private static double letters(Page page) {
    Object size =
        page.evaluate(
            "() => parseFloat(getComputedStyle(document.querySelector('main')).fontSize)");
    return ((Number) size).doubleValue();
  }

  /** How many pixels of the page are beyond its right edge. */
  private static int overflow(Page page) {
    return (int) page.evaluate("() => document.documentElement.scrollWidth - innerWidth");
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 1_200})
  void aReasonOfAnyLengthStaysOnThePage(int width) throws Exception {
    try (var another = new ConsoleHouse(folder.resolve("long" + width))) {
      DecisionEvent ordinary = new ConsoleEvents(5).of(Instant.now(), "block", "gpt-5.4");
      DecisionEvent event =
          EventJson.read(EventJson.write(ordinary).replace("prompt_injection.detected", LONG));
      assertThat(event.reasonCode()).isEqualTo(LONG);
      another.store.append(event);
      Page page = stand.browsing().page(width, 900, ColorScheme.LIGHT);
      page.navigate(another.url("/console/login"));
      page.getByLabel("Token").fill(ConsoleHouse.TOKEN);
      page.keyboard().press("Enter");
      page.waitForURL("**/console/events");
      assertThat(overflow(page)).isZero();
      if (width > 1_000) {
        assertThat((int) page.locator("#events").evaluate("one => one.scrollWidth"))
            .as("what stands beside the reason is seen without scrolling")
            .isLessThan(width);
      }
      page.navigate(another.url("/console/events/" + event.id()));
      assertThat(page.locator("main").textContent()).contains(LONG);
      assertThat(overflow(page)).isZero();
    }
  }

  /** HTML cannot say most control characters, and some turn a list around. */
  @Test
  void namesToChooseFromCanBeRead() {
    Page page = stand.loggedIn(1_200, ColorScheme.LIGHT);
    Object names =
        page.evaluate(
            "() => [...document.querySelectorAll('#known-model option')].map(one => one.value)");
    assertThat(names)
        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
        .contains("gpt-5.4")
        .noneMatch(name -> name.contains("\u202e") || name.contains("\u0007"));
    page.getByLabel("Text").fill("javascript:alert");
    page.keyboard().press("Enter");
    page.waitForURL("**q=javascript**");
    assertThat(page.locator("#events tbody tr").count()).isEqualTo(1);
  }

  /** WCAG 2.2, success criterion 2.5.8, of links below one another. */
  @Test
  void linksBelowOneAnotherAreFarEnoughApartForAFinger() throws Exception {
    house.store.record(
        new AdministrativeEvent(
            "adm_00000000000000000000000001",
            Instant.now(),
            "escalation.opened",
            new Actor(Actor.OPERATOR, "root"),
            "esc_00000000000000000000000001",
            Map.of("event_id", stand.hostile().id())));
    Page page = stand.loggedIn(320, ColorScheme.LIGHT);
    page.navigate(house.url("/console/trail/adm_00000000000000000000000001"));
    Object middles =
        page.evaluate(
            """
            () => [...document.querySelectorAll('.links a')].map(one => {
              const box = one.getBoundingClientRect();
              return (box.top + box.bottom) / 2;
            })\
            """);
    List<?> at = (List<?>) middles;
    assertThat(at).hasSizeGreaterThan(1);
    for (int link = 1; link < at.size(); link++) {
      assertThat(((Number) at.get(link)).doubleValue())
          .isGreaterThanOrEqualTo(((Number) at.get(link - 1)).doubleValue() + 24);
    }
  }
}
