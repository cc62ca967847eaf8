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
import dev.keeptrail.ledger.event.EventJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console in a real browser: that it works, for everybody, and that nothing harms it. */
final class ConsoleIT {
  @TempDir private static Path folder;

  private static ConsoleStand stand;
  private static ConsoleHouse house;
  private static Browsing browsing;
  private static DecisionEvent hostile;

  /** What is asked for until then stays the same, however long the tests take. */
  private static String until = "";

  @BeforeAll
  static void open() throws Exception {
    Path chromium = Browsing.chromium().orElse(null);
    assumeTrue(chromium != null, Browsing.NONE);
    Instant now = Instant.now();
    until = encoded(now.minusSeconds(60).toString());
    stand = ConsoleStand.open(folder, chromium, now, 300);
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
    Page page = stand.loggedIn(1_200, ColorScheme.LIGHT);
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

  /** A verdict says what policies said: an auditor must see where no answer came of it. */
  @Test
  void whatWasAllowedAndCouldNotBeAnsweredIsTold() throws Exception {
    Page page = stand.loggedIn(1_200, ColorScheme.LIGHT);
    page.navigate(house.url("/console/events?model=lost-model"));
    page.getByText("Waiting for new events").waitFor();
    String answered =
        EventJson.write(new ConsoleEvents(12).of(Instant.now(), "allow", "lost-model"));
    house.store.append(
        EventJson.read(
            answered.replace("\"outcome\":\"delivered\"", "\"outcome\":\"upstream_error\"")));
    page.locator("tr.new").waitFor();
    assertThat(page.locator("tr.new td.verdict").innerText()).isEqualTo("allow\nupstream error");
    page.reload();
    assertThat(page.locator("#events tbody td.verdict").first().innerText())
        .isEqualTo("allow\nupstream error");
    page.navigate(house.url("/console/events?until=" + until));
    assertThat(page.locator("#events tbody td.verdict").first().innerText())
        .matches("allow|redact|escalate|block");
  }

  @Test
  void followingEndsWithTheSession() throws Exception {
    Page page = stand.loggedIn(1_200, ColorScheme.LIGHT);
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
    Page page = stand.loggedIn(1_200, ColorScheme.LIGHT);
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
    Page page = stand.loggedIn(1_200, ColorScheme.LIGHT);
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
    Page page = stand.loggedIn(1_200, ColorScheme.LIGHT);
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
    Page page = stand.loggedIn(1_200, ColorScheme.LIGHT);
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
    String id = house.ask("the <b>invoice</b> of today went to ana.lopez@example.org");
    Page page = stand.loggedIn(1_200, ColorScheme.LIGHT);
    page.navigate(house.url("/console/events/" + id));
    assertThat(page.locator("td:has(mark)").first().textContent())
        .isEqualTo("the <b>invoice</b> of today went to [PII.EMAIL]");
    assertThat(page.content()).doesNotContain("ana.lopez");
  }

  @Test
  void addressesOfFilteredPagesCanBeShared() {
    Page page = stand.loggedIn(1_200, ColorScheme.LIGHT);
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
    Page page = stand.loggedIn(1_200, ColorScheme.LIGHT);
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
    Page page = stand.loggedIn(1_200, ColorScheme.LIGHT);
    page.navigate(house.url("/console/exports"));
    page.getByLabel("Verdicts").fill("block,escalate");
    page.getByLabel("Format").selectOption("csv");
    page.locator("button.primary").click();
    page.locator("td form").first().waitFor();
    assertThat(page.locator("th").allInnerTexts()).noneMatch(String::isBlank);
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
    Page page = stand.loggedIn(1_200, ColorScheme.LIGHT);
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

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
