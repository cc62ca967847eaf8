package dev.keeptrail.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import dev.keeptrail.gateway.AdministrationSettings;
import dev.keeptrail.gateway.callers.ApiKey;
import dev.keeptrail.gateway.callers.BoundIdentity;
import dev.keeptrail.gateway.callers.CallerCheck;
import dev.keeptrail.gateway.callers.CallerSettings;
import dev.keeptrail.gateway.callers.KeyFile;
import dev.keeptrail.gateway.callers.KeyRing;
import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.callers.KeySecret;
import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.escalation.Escalation;
import dev.keeptrail.ledger.escalation.EscalationQueue;
import dev.keeptrail.ledger.escalation.Reviewer;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People decide about escalations on the console's pages, in a real browser. */
final class ReviewsIT {
  private static final String PACK =
      """
      pack: {name: oversight, version: 1.0.0}
      providers: {targets: [{id: primary, provider: simulated}]}
      policies: {chain: [human-oversight]}
      policy:
        human-oversight: {require_human_for: ["*"], default_assignee: "team:treasury"}
      """;

  @TempDir private static Path folder;

  private static ConsoleHouse house;
  private static Administration administration;
  private static Browsing browsing;
  private static KeySecret caller;
  private static KeySecret requester;
  private static KeySecret ana;
  private static KeySecret ben;
  private static KeySecret stranger;
  private static KeySecret reader;
  private static int asked;

  @BeforeAll
  static void open() throws Exception {
    Path chromium = Browsing.chromium().orElse(null);
    assumeTrue(chromium != null, Browsing.NONE);
    var file = new KeyFile(folder.resolve("keys.json"));
    caller = key(file, "carla", null, KeyScope.INVOKE);
    requester = key(file, "rita", "treasury", KeyScope.INVOKE, KeyScope.ADMIN);
    ana = key(file, "ana", "treasury", KeyScope.ADMIN);
    ben = key(file, "ben", "treasury", KeyScope.ADMIN);
    stranger = key(file, "sam", "sales", KeyScope.ADMIN);
    reader = key(file, "ruth", null, KeyScope.EVENTS);
    Path ledger = folder.resolve("ledger");
    administration = Ledgers.openAdministration(ledger, InstantSource.system());
    var keys = CallerCheck.keys(KeyRing.open(file, Clock.systemUTC()));
    house =
        new ConsoleHouse(
            ledger,
            PACK,
            settings ->
                settings
                    .withCallers(new CallerSettings(keys, false, List.of()))
                    .withAdministration(
                        new AdministrationSettings(
                            administration,
                            new Actor(Actor.OPERATOR, "root"),
                            Duration.ofHours(1))));
    browsing = new Browsing(chromium);
  }

  private static KeySecret key(KeyFile file, String user, @Nullable String team, KeyScope... scopes)
      throws Exception {
    KeySecret secret = KeySecret.fresh();
    var identity = new BoundIdentity(user, team, null, null, null, List.of(), null);
    file.change(keys -> {
      List<ApiKey> all = new ArrayList<>(keys);
      all.add(
          new ApiKey(
              secret.id(),
              secret.hash(),
              user,
              Set.of(scopes),
              Instant.EPOCH,
              null,
              null,
              identity));
      return all;
    });
    return secret;
  }

  @AfterAll
  static void close() {
    if (browsing != null) {
      browsing.close();
    }
    if (house != null) {
      house.close();
      administration.close();
    }
  }

  /** A request of its own that waits, and its escalation. */
  private static String escalated(KeySecret by) throws Exception {
    return house
        .ask("pay <script>window.harmed=1</script> \u202e number " + asked++, by.reveal())
        .firstValue("x-keeptrail-escalation-id")
        .orElseThrow();
  }

  private static Page loggedIn(String token, int width, ColorScheme scheme) {
    Page page = browsing.page(width, 900, scheme);
    page.navigate(house.url("/console/login"));
    page.getByLabel("Token").fill(token);
    page.keyboard().press("Enter");
    page.waitForURL("**/console/events");
    return page;
  }

  private static Page at(KeySecret who, String id) {
    Page page = loggedIn(who.reveal(), 1_200, ColorScheme.LIGHT);
    page.navigate(house.url("/console/escalations/" + id));
    return page;
  }

  private static Escalation now(String id) throws Exception {
    return administration.escalations().find(id).orElseThrow();
  }

  private static void click(Page page, String button) {
    arrive(page, () -> page.getByText(button, exactly()).click());
  }

  /** Does something that leads to a page, and waits for it. */
  private static void arrive(Page page, Runnable act) {
    // The page that is left knows of it, and the one that comes does not.
    page.evaluate("() => { window.left = true; }");
    act.run();
    page.waitForFunction("() => !window.left && document.readyState === 'complete'");
  }

  private static Page.GetByTextOptions exactly() {
    return new Page.GetByTextOptions().setExact(true);
  }

  @Test
  void oneClaimsLooksAndApprovesAndTheCallerGoesThrough() throws Exception {
    String id = escalated(caller);
    Page page = loggedIn(ana.reveal(), 1_200, ColorScheme.LIGHT);
    page.navigate(house.url("/console/escalations"));
    page.getByText(id).click();
    page.waitForURL("**/console/escalations/" + id);
    assertThat(page.locator("pre.held").first().textContent())
        .contains("<script>window.harmed=1</script>", "\\u{202e}");
    assertThat(page.evaluate("() => window.harmed ?? null")).isNull();

    click(page, "Claim");
    assertThat(page.getByRole(AriaRole.STATUS).textContent()).contains("claimed", "ana");
    click(page, "Let go");
    assertThat(page.getByRole(AriaRole.STATUS).textContent()).contains("queued");
    click(page, "Claim");
    page.getByLabel("Note").fill("invoice seen\n\"twice\"");
    click(page, "Approve");
    assertThat(page.getByRole(AriaRole.STATUS).textContent())
        .contains("approved", "Decided by ana", "Not used yet", "\"twice\"");
    assertThat(page.getByText("Approve", exactly()).count()).isZero();

    Escalation.Resolution resolution = Objects.requireNonNull(now(id).resolution());
    assertThat(resolution.by()).isEqualTo("ana");
    assertThat(resolution.reason()).isEqualTo("invoice seen\n\"twice\"");
  }

  /** From the list of events: the decision, and from it the escalation. */
  @Test
  void aDecisionSaysWhoWasAskedAndWhatHeSaid() throws Exception {
    String id = escalated(caller);
    String event = "evt_" + id.substring("esc_".length());
    Page page = loggedIn(ana.reveal(), 1_200, ColorScheme.LIGHT);
    page.navigate(house.url("/console/events/" + event));
    assertThat(page.locator("main").textContent())
        .contains("For review byteam treasury", "queued, to be decided until");

    administration
        .escalations()
        .resolve(id, Reviewer.operator("root"), EscalationQueue.Outcome.DENIED, "<b>no</b>");
    page.reload();
    assertThat(page.locator("main").textContent())
        .contains("denied by root at ", ", because: <b>no</b>");
    arrive(page, () -> page.getByText("The escalation", exactly()).click());
    assertThat(page.url()).endsWith("/console/escalations/" + id);
  }

  @Test
  void whatSomebodyElseDidMeanwhileIsSaidAndTheNoteIsKept() throws Exception {
    String id = escalated(caller);
    Page late = at(ben, id);
    Page early = at(ana, id);
    click(early, "Claim");
    late.getByLabel("Note").fill("not with me");
    click(late, "Deny");
    assertThat(late.getByRole(AriaRole.ALERT).textContent()).contains("Not done", "ana");
    assertThat(late.getByRole(AriaRole.STATUS).textContent()).contains("claimed");
    assertThat(now(id).state()).isEqualTo(Escalation.State.CLAIMED);

    early.getByLabel("Note").fill("no");
    click(early, "Deny");
    assertThat(early.getByRole(AriaRole.STATUS).textContent()).contains("denied");
    assertThat(early.locator("pre.held").count()).as("what was held is forgotten").isZero();
    late.reload();
    assertThat(late.getByRole(AriaRole.STATUS).textContent()).contains("denied", "ana");
  }

  @Test
  void aNoteThatCannotBeTakenStaysInItsField() throws Exception {
    String id = escalated(caller);
    Page page = at(ana, id);
    page.evaluate("() => document.getElementById('note').removeAttribute('required')");
    click(page, "Deny");
    assertThat(page.getByRole(AriaRole.ALERT).textContent()).contains("needs a reason");
    page.evaluate("() => document.getElementById('note').removeAttribute('maxlength')");
    String note = "x".repeat(2_500);
    page.getByLabel("Note").fill(note);
    click(page, "Deny");
    assertThat(page.getByLabel("Note").inputValue()).isEqualTo(note);
    assertThat(now(id).state()).isEqualTo(Escalation.State.QUEUED);
  }

  @Test
  void aNoteOutlivesTheSessionThatEndedMeanwhile() throws Exception {
    String id = escalated(caller);
    Page page = at(ana, id);
    page.getByLabel("Note").fill("invoice seen <b>twice</b>");
    Page tab = page.context().newPage();
    tab.navigate(house.url("/console/packs"));
    tab.getByText("Log out").click();
    tab.waitForURL("**/console/login");

    click(page, "Approve");

    assertThat(page.getByRole(AriaRole.ALERT).textContent()).contains("session is over");
    assertThat(page.getByLabel("What you wrote").inputValue())
        .isEqualTo("invoice seen <b>twice</b>");
    assertThat(now(id).state()).isEqualTo(Escalation.State.QUEUED);
    page.getByLabel("Token").fill(ana.reveal());
    page.keyboard().press("Enter");
    page.waitForURL("**/console/escalations/" + id);
  }

  @Test
  void whoAskedDoesNotApprove() throws Exception {
    String id = escalated(requester);
    Page page = at(requester, id);
    assertThat(page.content()).contains("The request is yours");
    assertThat(page.getByText("Approve", exactly()).count()).isZero();
    assertThat(page.getByText("Claim", exactly()).count()).isZero();
    assertThat(post(page, id, "claim", "").status()).isEqualTo(403);
    assertThat(post(page, id, "resolve", "&outcome=approved&note=mine").status()).isEqualTo(403);
    assertThat(now(id).state()).isEqualTo(Escalation.State.QUEUED);
    page.getByLabel("Note").fill("a mistake of mine");
    click(page, "Deny");
    assertThat(now(id).state()).isEqualTo(Escalation.State.DENIED);
  }

  @Test
  void otherTeamsAndReadersDoNotDecideNorSeeWhatIsHeld() throws Exception {
    String id = escalated(caller);
    for (KeySecret who : List.of(stranger, reader)) {
      Page page = at(who, id);
      assertThat(page.locator("main button").count()).isZero();
      assertThat(page.locator("pre.held").count()).isZero();
      assertThat(post(page, id, "claim", "").status()).isEqualTo(403);
      assertThat(post(page, id, "resolve", "&outcome=denied&note=no").status()).isEqualTo(403);
    }
    assertThat(now(id).state()).isEqualTo(Escalation.State.QUEUED);
  }

  @Test
  void theOperatorLetsGoForOthers() throws Exception {
    String id = escalated(caller);
    click(at(ana, id), "Claim");
    Page page = loggedIn(ConsoleHouse.TOKEN, 1_200, ColorScheme.LIGHT);
    page.navigate(house.url("/console/escalations/" + id));
    assertThat(page.getByText("Approve", exactly()).count()).isZero();
    click(page, "Let go for ana");
    assertThat(now(id).state()).isEqualTo(Escalation.State.QUEUED);
  }

  @Test
  void aFormFromElsewhereAndAnUnknownIdChangeNothing() throws Exception {
    String id = escalated(caller);
    Page page = at(ana, id);
    APIResponse without =
        page.context()
            .request()
            .post(house.url("/console/escalations/" + id + "/claim"), form("form=guessed"));
    assertThat(without.status()).isEqualTo(403);
    assertThat(post(page, id, "resolve", "&outcome=perhaps&note=so").status()).isEqualTo(422);
    assertThat(post(page, "esc_none", "claim", "").status()).isEqualTo(404);
    assertThat(now(id).state()).isEqualTo(Escalation.State.QUEUED);
  }

  private static APIResponse post(Page page, String id, String act, String fields) {
    String word = page.locator("input[name=form]").first().getAttribute("value");
    return page.context()
        .request()
        .post(house.url("/console/escalations/" + id + "/" + act), form("form=" + word + fields));
  }

  private static RequestOptions form(String body) {
    return RequestOptions.create()
        .setHeader("content-type", "application/x-www-form-urlencoded")
        .setData(body)
        .setMaxRedirects(0);
  }

  @Test
  void everybodyCanUseIt() throws Exception {
    String id = escalated(caller);
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      Page page = loggedIn(ana.reveal(), 400, scheme);
      for (String path : List.of("escalations", "escalations?show=all", "escalations/" + id)) {
        page.navigate(house.url("/console/" + path));
        assertThat((int) page.evaluate("() => document.documentElement.scrollWidth"))
            .as(path)
            .isLessThanOrEqualTo(400);
        assertThat(page.evaluate(Contrast.SCRIPT)).as("%s, %s", path, scheme).isEqualTo(List.of());
      }
      assertThat(
              page.evaluate(
                  """
                  () => [...document.querySelectorAll('input:not([type=hidden]), textarea')]
                      .filter(field => field.labels.length === 0).length\
                  """))
          .isEqualTo(0);
      pictures(page, "review-small-" + scheme);
      page.setViewportSize(1_000, 900);
      pictures(page, "review-" + scheme);
      page.navigate(house.url("/console/escalations?show=all"));
      pictures(page, "reviews-" + scheme);
    }
    Page page = at(ben, id);
    page.getByLabel("Note").focus();
    page.keyboard().type("by keyboard alone");
    page.keyboard().press("Tab");
    arrive(page, () -> page.keyboard().press("Enter"));
    assertThat(now(id).state()).isEqualTo(Escalation.State.APPROVED);
    browsing.complaints.removeIf(complaint -> complaint.contains("status of 4"));
    assertThat(browsing.complaints).isEmpty();
  }

  private static void pictures(Page page, String name) {
    String wanted = System.getProperty("keeptrail.pictures", "");
    if (!wanted.isEmpty()) {
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(Path.of(wanted).resolve(name.toLowerCase(Locale.ROOT) + ".png")));
    }
  }
}
