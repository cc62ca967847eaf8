package dev.keeptrail.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.SameSiteAttribute;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console in a real browser: that it works, for everybody, and that nothing harms it. */
final class ConsoleIT {
  private static final List<String> PAGES =
      List.of("events", "overview", "escalations", "packs", "exports");

  @TempDir private static Path folder;

  private static ConsoleHouse house;
  private static Browsing browsing;
  private static DecisionEvent hostile;

  /** What is asked for until then stays the same, however long the tests take. */
  private static String until = "";

  @BeforeAll
  static void open() throws Exception {
    Path chromium = Browsing.chromium().orElse(null);
    assumeTrue(chromium != null, Browsing.NONE);
    house = new ConsoleHouse(folder.resolve("ledger"));
    var events = new ConsoleEvents(7);
    Instant now = Instant.now();
    until = encoded(now.minusSeconds(60).toString());
    for (int number = 300; number > 0; number--) {
      house.store.append(events.ordinary(now.minus(Duration.ofMinutes(number * 7L))));
    }
    hostile = events.hostile(now.minusSeconds(30));
    house.store.append(hostile);
    browsing = new Browsing(chromium);
  }

  @AfterAll
  static void close() {
    if (browsing != null) {
      browsing.close();
    }
    if (house != null) {
      house.close();
    }
  }

  @AfterEach
  void forget() {
    browsing.complaints.clear();
  }

  @Test
  void aTokenOpensItAndLoggingOutClosesIt() {
    Page page = browsing.page(1_200, 900, ColorScheme.LIGHT);
    page.navigate(house.url("/console/events?verdict=block"));
    assertThat(page.title()).isEqualTo("Log in - Keeptrail");
    page.getByLabel("Token").fill("wrong");
    page.getByText("Log in").last().click();
    assertThat(page.getByRole(AriaRole.ALERT).textContent()).contains("opens nothing");
    page.getByLabel("Token").fill(ConsoleHouse.TOKEN);
    page.keyboard().press("Enter");
    page.waitForURL("**/console/events?verdict=block");

    Cookie cookie = page.context().cookies().getFirst();
    assertThat(cookie.httpOnly).isTrue();
    assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.LAX);
    assertThat(cookie.path).isEqualTo("/console");

    page.getByText("Log out").click();
    page.waitForURL("**/console/login");
    page.context().addCookies(List.of(cookie));
    page.navigate(house.url("/console/events"));
    assertThat(page.title()).as("an old cookie opens nothing").startsWith("Log in");
  }

  @Test
  void whatIsNoPageIsSaidOnOne() {
    Page page = browsing.page(1_200, 900, ColorScheme.LIGHT);
    for (String path :
        List.of("/console/nowhere", "/console/events/a/b", "/console/assets/no.js")) {
      assertThat(page.navigate(house.url(path)).status()).as(path).isEqualTo(404);
      assertThat(page.title()).as(path).isEqualTo("Not found - Keeptrail");
    }
    page.getByText("To the events").click();
    page.waitForURL("**/console/login?next=**");
  }

  @Test
  void aLinkThatLetSomebodyInGoesOnLeadingThere() {
    Page page = browsing.page(1_200, 900, ColorScheme.LIGHT);
    String answer =
        page.request()
            .post(
                house.url("/console/tickets"),
                RequestOptions.create().setHeader("authorization", "Bearer " + ConsoleHouse.TOKEN))
            .text();
    String link = house.url("/console/enter?ticket=" + answer.split("\"", -1)[3]);
    page.navigate(link);
    page.navigate(link);
    assertThat(page.url()).isEqualTo(house.url("/console/events"));
    Page other = browsing.page(1_200, 900, ColorScheme.LIGHT);
    assertThat(other.navigate(link).status()).as("it lets nobody else in").isEqualTo(401);
  }

  @Test
  void newEventsAppearAsTheyAreRecordedAndOnlyThoseThatFit() throws Exception {
    Page page = loggedIn(1_200, ColorScheme.LIGHT);
    page.navigate(house.url("/console/events?verdict=block&model=live-model"));
    page.getByText("Waiting for new events").waitFor();
    var events = new ConsoleEvents(8);
    house.store.append(events.of(Instant.now(), "allow", "live-model"));
    DecisionEvent blocked = events.of(Instant.now(), "block", "live-model");
    house.store.append(blocked);
    Locator row = page.locator("tr.new");
    row.waitFor();
    assertThat(row.count()).isEqualTo(1);
    assertThat(row.textContent()).contains("live-model", "block", blocked.id());
    assertThat(page.locator("#news").textContent()).isEqualTo("1 new event");
    page.getByText("Following").click();
    assertThat(page.locator("#news").textContent()).isEqualTo("Paused");
    row.locator("a").click();
    page.waitForURL("**/console/events/" + blocked.id());
    assertThat(browsing.complaints).isEmpty();
  }

  @Test
  void followingEndsWithTheSession() throws Exception {
    Page page = loggedIn(1_200, ColorScheme.LIGHT);
    page.navigate(house.url("/console/events?model=after-hours"));
    page.getByText("Waiting for new events").waitFor();
    Page tab = page.context().newPage();
    tab.navigate(house.url("/console/packs"));
    tab.getByText("Log out").click();
    tab.waitForURL("**/console/login");
    page.getByText("Not following: log in again").waitFor();
    house.store.append(new ConsoleEvents(10).of(Instant.now(), "block", "after-hours"));
    page.getByText("Follow", new Page.GetByTextOptions().setExact(true)).click();
    page.getByText("Not following: log in again").waitFor();
    assertThat(page.locator("tr.new").count()).isZero();
  }

  @Test
  void whoGoesOnFollowingSeesNothingTwice() throws Exception {
    Page page = loggedIn(1_200, ColorScheme.LIGHT);
    page.navigate(house.url("/console/events?model=busy-model"));
    page.getByText("Waiting for new events").waitFor();
    var events = new ConsoleEvents(11);
    // More than the page keeps: those that it has let go are not shown again as if they were new.
    for (int number = 0; number < 510; number++) {
      house.store.append(events.of(Instant.now(), "block", "busy-model"));
    }
    page.getByText("510 new events").waitFor();
    page.getByText("Following").click();
    DecisionEvent newest = events.of(Instant.now(), "block", "busy-model");
    house.store.append(newest);
    page.getByText("Follow", new Page.GetByTextOptions().setExact(true)).click();
    page.locator("tr[data-id=" + newest.id() + "]").waitFor();
    assertThat(ids(page)).hasSize(500).doesNotHaveDuplicates().startsWith(newest.id());
    assertThat(page.locator("#news").textContent()).isEqualTo("511 new events");
  }

  @Test
  void tabsThatNobodyLooksAtKeepNoOtherFromLoading() {
    Page page = loggedIn(1_200, ColorScheme.LIGHT);
    for (int tab = 0; tab < 6; tab++) {
      Page other = page.context().newPage();
      other.navigate(house.url("/console/events"));
      other.getByText("Waiting for new events").waitFor();
      // What a browser says to a page when another tab comes before it.
      other.evaluate(
          """
          () => {
            Object.defineProperty(document, 'hidden', {value: true});
            document.dispatchEvent(new Event('visibilitychange'));
          }\
          """);
    }
    page.navigate(house.url("/console/overview"));
    assertThat(page.title()).startsWith("Overview");
    page.context().close();
  }

  @Test
  void whatAnEventSaysIsShownAndNeverRun() throws Exception {
    Page page = loggedIn(1_200, ColorScheme.LIGHT);
    page.navigate(house.url("/console/events"));
    house.store.append(new ConsoleEvents(9).hostile(Instant.now()));
    page.locator("tr.new").waitFor();
    unharmed(page);
    for (String path :
        List.of(
            "/console/events/" + hostile.id(),
            "/console/overview",
            "/console/packs",
            "/console/events?q=" + encoded("<script>window.harmed=1</script>"),
            "/console/events?since=" + encoded("\"><script>window.harmed=1</script>"),
            "/console/events?model=" + encoded(ConsoleEvents.HOSTILE),
            "/console/events/" + encoded("<script>window.harmed=1</script>"),
            "/console/packs?compare=" + encoded(ConsoleEvents.HOSTILE))) {
      page.navigate(house.url(path));
      unharmed(page);
    }
    page.navigate(house.url("/console/events/" + hostile.id()));
    assertThat(page.locator("main").textContent())
        .contains("<script>window.harmed=1</script>", "\\u{202e}", "\\u{7}");
    assertThat(page.locator("[style], [onload], [onerror], main script").count()).isZero();
    browsing.complaints.removeIf(complaint -> complaint.contains("status of 4"));
    assertThat(browsing.complaints).isEmpty();
  }

  private static void unharmed(Page page) {
    assertThat(page.evaluate("() => window.harmed ?? null")).isNull();
    assertThat(page.locator("main img").count()).isZero();
  }

  @Test
  void oneDecisionIsToldFromItsChainToItsProof() {
    Page page = loggedIn(1_200, ColorScheme.LIGHT);
    page.navigate(house.url("/console/events?verdict=redact&until=" + until));
    page.locator("#events tbody a").first().click();
    page.locator("svg.chain").waitFor();
    assertThat(page.locator("svg.chain rect").count()).isGreaterThan(6);
    assertThat(page.locator(".proof.good").textContent()).startsWith("Proved: record");
    assertThat(page.locator("h2").allTextContents())
        .contains("Chain", "Facts", "Proof", "Policies", "Findings", "Redactions", "Coverage");
    page.getByText("As JSON").click();
    assertThat(page.content()).contains("schema_version");
  }

  @Test
  void whatStoodAroundAFindingIsShownMasked() throws Exception {
    String id = house.ask("write to ana.lopez@example.org about the <b>invoice</b> of today");
    Page page = loggedIn(1_200, ColorScheme.LIGHT);
    page.navigate(house.url("/console/events/" + id));
    assertThat(page.locator("td:has(mark)").first().textContent())
        .isEqualTo("write to [PII.EMAIL] about the <b>invoice</b> of today");
    assertThat(page.content()).doesNotContain("ana.lopez");
  }

  @Test
  void addressesOfFilteredPagesCanBeShared() {
    Page page = loggedIn(1_200, ColorScheme.LIGHT);
    page.navigate(house.url("/console/events"));
    page.getByLabel("Reason").fill("prompt_injection.detected");
    page.getByLabel("Since").fill("7d");
    page.keyboard().press("Enter");
    page.waitForURL("**reason=prompt_injection.detected**");
    List<String> found = page.locator("#events tbody tr").allTextContents();
    assertThat(found).isNotEmpty().allMatch(row -> row.contains("prompt_injection.detected"));

    Page other = browsing.page(1_200, 900, ColorScheme.DARK);
    other.navigate(page.url());
    other.getByLabel("Token").fill(ConsoleHouse.TOKEN);
    other.keyboard().press("Enter");
    other.locator("#events").waitFor();
    assertThat(other.url()).isEqualTo(page.url());
    assertThat(other.locator("#events tbody tr").count()).isEqualTo(found.size());
  }

  @Test
  void pagesOfEventsFollowOneAnotherWithoutAGap() {
    Page page = loggedIn(1_200, ColorScheme.LIGHT);
    page.navigate(house.url("/console/events?limit=200&until=" + until));
    List<Object> all = ids(page);
    page.navigate(house.url("/console/events?limit=70&until=" + until));
    List<Object> first = ids(page);
    page.getByText("Older").click();
    page.waitForURL("**cursor=**");
    List<Object> second = ids(page);
    assertThat(all).startsWith(first.toArray());
    assertThat(all.subList(70, 140)).isEqualTo(second);
  }

  @SuppressWarnings("unchecked")
  private static List<Object> ids(Page page) {
    return (List<Object>)
        page.locator("#events tbody tr").evaluateAll("rows => rows.map(row => row.dataset.id)");
  }

  @Test
  void exportsAreMadeAndFetched() throws Exception {
    Page page = loggedIn(1_200, ColorScheme.LIGHT);
    page.navigate(house.url("/console/exports"));
    page.getByLabel("Verdicts").fill("block,escalate");
    page.getByLabel("Format").selectOption("csv");
    page.locator("button.primary").click();
    page.locator("td form").first().waitFor();
    Instant late = Instant.now().plusSeconds(120);
    while (page.getByText("Download").count() == 0 && Instant.now().isBefore(late)) {
      page.reload();
    }
    Path file = page.waitForDownload(() -> page.getByText("Download").first().click()).path();
    assertThat(Files.readAllLines(file).getFirst()).startsWith("sequence,id,timestamp,verdict");
    assertThat(Files.readAllLines(file)).hasSizeGreaterThan(10);
    page.getByLabel("Remove export").first().click();
    page.getByText("None yet.").waitFor();
  }

  @Test
  void aFormFromElsewhereChangesNothing() {
    Page page = loggedIn(1_200, ColorScheme.LIGHT);
    APIRequestContext request = page.context().request();
    APIResponse without = request.post(house.url("/console/exports"), form("format=csv"));
    assertThat(without.status()).isEqualTo(403);
    page.navigate(house.url("/console/exports"));
    String word = page.locator("input[name=form]").first().getAttribute("value");
    APIResponse elsewhere =
        request.post(
            house.url("/console/exports"),
            form("format=csv&form=" + word).setHeader("origin", "https://elsewhere.example"));
    assertThat(elsewhere.status()).isEqualTo(403);
    page.reload();
    assertThat(page.getByText("None yet.").count()).isEqualTo(1);
  }

  private static RequestOptions form(String body) {
    return RequestOptions.create()
        .setHeader("content-type", "application/x-www-form-urlencoded")
        .setData(body);
  }

  @Test
  void everyPageHasWhatKeyboardsAndScreenReadersNeed() {
    Page page = loggedIn(1_200, ColorScheme.LIGHT);
    for (String name : PAGES) {
      page.navigate(house.url("/console/" + name));
      accessible(page, name);
    }
    page.navigate(house.url("/console/events/" + hostile.id()));
    accessible(page, "event");
  }

  private static void accessible(Page page, String name) {
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
      Page page = loggedIn(1_200, scheme);
      for (String path :
          List.of("events", "overview", "packs", "exports", "events/" + hostile.id())) {
        page.navigate(house.url("/console/" + path));
        assertThat(page.evaluate(Contrast.SCRIPT))
            .as("texts with a contrast below 4.5 in %s, %s", path, scheme)
            .isEqualTo(List.of());
      }
    }
  }

  @Test
  void nothingIsCutOffOnASmallScreen() throws Exception {
    Page page = loggedIn(400, ColorScheme.LIGHT);
    for (String path :
        List.of(
            "events", "overview", "escalations", "packs", "exports", "events/" + hostile.id())) {
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
  void aLedgerWithoutEventsSaysSoUntilThereIsOne() throws Exception {
    try (var empty = new ConsoleHouse(folder.resolve("empty"))) {
      Page page = browsing.page(1_280, 900, ColorScheme.LIGHT);
      page.navigate(empty.url("/console/login"));
      page.getByLabel("Token").fill(ConsoleHouse.TOKEN);
      page.keyboard().press("Enter");
      page.getByText("No event yet.").waitFor();
      page.navigate(empty.url("/console/packs"));
      assertThat(page.locator("tbody").last().textContent()).isEqualTo("none");

      page.navigate(empty.url("/console/events"));
      page.getByText("Waiting for new events").waitFor();
      empty.ask("a-model-that-nobody-knows", "hello", null);
      page.locator("tr.new").waitFor();
      assertThat(page.getByText("No event yet.").count()).isZero();

      page.navigate(empty.url("/console/overview"));
      page.getByText("1 without a price").waitFor();
      assertThat((int) page.evaluate("() => document.documentElement.scrollWidth"))
          .isLessThanOrEqualTo(1_280);
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

  @Test
  void whoTriesTooOftenHasToWait() throws Exception {
    try (var another = new ConsoleHouse(folder.resolve("another"))) {
      Page page = browsing.page(800, 600, ColorScheme.LIGHT);
      for (int attempt = 0; attempt < 10; attempt++) {
        APIResponse wrong =
            page.request().post(another.url("/console/login"), form("token=guess" + attempt));
        assertThat(wrong.status()).isEqualTo(401);
      }
      APIResponse refused =
          page.request().post(another.url("/console/login"), form("token=" + ConsoleHouse.TOKEN));
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.headers()).containsEntry("retry-after", "60");
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
      Page page = loggedIn(1_000, 640, scheme);
      picture(page, "/console/overview", wanted, "console-overview" + suffix);
      picture(page, "/console/events?until=5m", wanted, "console-events" + suffix);
      page.locator("#events tbody tr:has(span.redact) a").first().click();
      page.locator("svg.chain").waitFor();
      picture(page, page.url().substring(house.url("").length()), wanted, "console-event" + suffix);
      picture(page, "/console/packs", wanted, "console-packs" + suffix);
      picture(page, "/console/exports", wanted, "console-exports" + suffix);
      picture(page, "/console/events/" + hostile.id(), wanted, "console-hostile" + suffix);
      Page small = loggedIn(400, scheme);
      picture(small, "/console/events", wanted, "console-small" + suffix);
      picture(small, "/console/overview", wanted, "console-overview-small" + suffix);
    }
  }

  private static void picture(Page page, String path, String folder, String name) {
    page.navigate(house.url(path));
    page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder).resolve(name + ".png")));
  }

  private static Page loggedIn(int width, ColorScheme scheme) {
    return loggedIn(width, 900, scheme);
  }

  private static Page loggedIn(int width, int height, ColorScheme scheme) {
    Page page = browsing.page(width, height, scheme);
    page.navigate(house.url("/console/login"));
    page.getByLabel("Token").fill(ConsoleHouse.TOKEN);
    page.keyboard().press("Enter");
    page.waitForURL("**/console/events");
    return page;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
