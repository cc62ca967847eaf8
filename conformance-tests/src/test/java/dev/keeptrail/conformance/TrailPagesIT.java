package dev.keeptrail.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.gateway.AdministrationSettings;
import dev.keeptrail.gateway.callers.ApiKey;
import dev.keeptrail.gateway.callers.BoundIdentity;
import dev.keeptrail.gateway.callers.CallerCheck;
import dev.keeptrail.gateway.callers.CallerSettings;
import dev.keeptrail.gateway.callers.KeyFile;
import dev.keeptrail.gateway.callers.KeyRing;
import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.callers.KeySecret;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanDigest;
import dev.keeptrail.language.plan.PlanJson;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.StoredPack;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An auditor looks at the trail, and at why something was decided, in a real browser. */
@Timeout(300)
final class TrailPagesIT {
  private static final String PACK =
      """
      pack: {name: guarded, version: VERSION}
      providers: {targets: [{id: eu-model, provider: simulated, data_policy: {region: eu-west-1}}]}
      policies:
        chain:
          - prompt-injection
          - pii-detector
      policy: {pii-detector: {action: ACTION}}
      """;
  private static final String BEFORE = PACK.replace("VERSION", "0.9.0").replace("ACTION", "block");
  private static final String NOW = PACK.replace("VERSION", "1.0.0").replace("ACTION", "redact");
  private static final String HOSTILE = "<script>window.harmed=1</script>\u202e\u0007";

  @TempDir private static Path folder;

  private static Administration administration;
  private static ConsoleHouse house;
  private static Browsing browsing;
  private static KeySecret auditor;
  private static KeySecret reader;
  private static KeySecret caller;

  @BeforeAll
  static void open() throws Exception {
    Path chromium = Browsing.chromium().orElse(null);
    assumeTrue(chromium != null, Browsing.NONE);
    var file = new KeyFile(folder.resolve("keys.json"));
    auditor = key(file, "olga", KeyScope.AUDIT);
    reader = key(file, "ruth", KeyScope.EVENTS);
    caller = key(file, "Zo\u00eb", KeyScope.INVOKE);
    Path ledger = folder.resolve("ledger");
    administration = Ledgers.openAdministration(ledger, InstantSource.system());
    loaded(BEFORE);
    loaded(NOW);
    administration.note(
        "token.created",
        new Actor(Actor.OPERATOR, HOSTILE),
        caller.id(),
        Map.of("name", HOSTILE.repeat(20)));
    var keys = CallerCheck.keys(KeyRing.open(file, Clock.systemUTC()));
    house =
        new ConsoleHouse(
            ledger,
            NOW,
            settings ->
                settings
                    .withCallers(new CallerSettings(keys, false, List.of()))
                    .withAdministration(
                        new AdministrationSettings(
                            administration,
                            new Actor(Actor.OPERATOR, "root"),
                            Duration.ofHours(1))));
    int taken = administration.drain(house.store);
    assertThat(taken).isLessThanOrEqualTo(4);
    browsing = new Browsing(chromium);
  }

  private static void loaded(String text) throws Exception {
    PackPlan plan =
        Objects.requireNonNull(
            new PackCompiler(PackSchemas.installed())
                .compileYaml(new SourceText("policy-config.yaml", text))
                .plan());
    var pack =
        new StoredPack(
            PlanDigest.of(plan),
            plan.pack().name(),
            plan.pack().version(),
            PlanJson.canonical(plan),
            Map.of("policy-config.yaml", text));
    administration.keep(pack);
    administration.note(
        "pack.loaded",
        new Actor(Actor.USER, "olga"),
        pack.name(),
        Map.of(
            "gateway_id",
            "gateway",
            "digest",
            pack.digest(),
            "version",
            pack.version(),
            "sources",
            pack.sourcesDigest(),
            "cause",
            "request"));
  }

  private static KeySecret key(KeyFile file, String user, KeyScope scope) throws Exception {
    KeySecret secret = KeySecret.fresh();
    var identity = new BoundIdentity(user, null, null, null, null, List.of(), null);
    file.change(keys -> {
      List<ApiKey> all = new ArrayList<>(keys);
      all.add(
          new ApiKey(
              secret.id(),
              secret.hash(),
              user,
              Set.of(scope),
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

  private static Page loggedIn(KeySecret key, int width, ColorScheme scheme) {
    Page page = browsing.page(width, 900, scheme);
    page.navigate(house.url("/console/login"));
    page.getByLabel("Token").fill(key.reveal());
    page.keyboard().press("Enter");
    page.waitForURL("**/console/events");
    return page;
  }

  /** A checkpoint vouches for what is new after a second, and a page that is read again says so. */
  private static void untilProved(Page page) {
    page.locator(".proof").first().waitFor();
    while (page.locator(".proof.good").count() == 0) {
      page.waitForTimeout(200);
      page.reload();
    }
  }

  @Test
  void anAuditorFindsWhoChangedThePackAndWhat() {
    Page page = loggedIn(auditor, 1_200, ColorScheme.LIGHT);
    page.getByText("Trail", new Page.GetByTextOptions().setExact(true)).click();
    page.waitForURL("**/console/trail");
    page.locator(".tabs a").filter(new Locator.FilterOptions().setHasText("pack")).click();
    page.waitForURL("**action=pack");
    page.getByLabel("By").fill("olga");
    page.keyboard().press("Enter");
    page.waitForURL("**actor=olga**");
    assertThat(page.locator("#trail tbody tr").count()).isEqualTo(2);
    page.locator("#trail tbody a").first().click();
    untilProved(page);
    assertThat(page.locator("main").textContent()).contains("user olga", "pack.loaded", "request");
    page.getByText("What changed from version 0.9.0").click();
    page.waitForURL("**/console/packs?compare=**with=**");
    assertThat(
            page.locator("section")
                .filter(new Locator.FilterOptions().setHasText("Difference"))
                .textContent())
        .contains("From guarded@0.9.0 to guarded@1.0.0", "action", "block", "redact");
    assertThat(browsing.complaints).isEmpty();
  }

  @Test
  void theLineThatDecidedIsShownAsItWas() throws Exception {
    String id =
        house
            .ask("write to ana.lopez@example.org", caller.reveal())
            .firstValue("x-keeptrail-event-id")
            .orElseThrow();
    Page page = loggedIn(auditor, 1_200, ColorScheme.LIGHT);
    page.navigate(house.url("/console/events/" + id));
    Locator section =
        page.locator("section")
            .filter(new Locator.FilterOptions().setHasText("Where it stands in the pack"));
    assertThat(section.locator("tbody tr").first().locator("td").allTextContents())
        .containsExactly(
            "input",
            "pii-detector",
            "redact",
            "policy-config.yaml:7:10",
            "policy: {pii-detector: {action: redact}}");
    assertThat(page.locator("dl").first().textContent())
        .contains("declares of the provider: region eu-west-1", "Zo\u00eb");
  }

  @Test
  void theTrailIsForKeyboardsScreenReadersPhonesAndPaper() {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      Page page = loggedIn(auditor, 1_200, scheme);
      page.navigate(house.url("/console/trail?action=token"));
      ConsoleLooksIT.accessible(page, "trail");
      assertThat(page.evaluate(Contrast.SCRIPT)).as("%s", scheme).isEqualTo(List.of());
      page.locator("#trail tbody a").first().click();
      page.locator("h1:has-text('Entry')").waitFor();
      ConsoleLooksIT.accessible(page, "entry");
      assertThat(page.evaluate(Contrast.SCRIPT)).as("%s", scheme).isEqualTo(List.of());
      assertThat(page.evaluate("() => window.harmed ?? null")).isNull();
      assertThat(page.locator("main").textContent()).contains("\\u{202e}\\u{7}");
    }
    Page small = loggedIn(auditor, 400, ColorScheme.LIGHT);
    for (String path : List.of("trail", "trail?action=token", "packs")) {
      small.navigate(house.url("/console/" + path));
      assertThat((int) small.evaluate("() => document.documentElement.scrollWidth"))
          .as(path)
          .isLessThanOrEqualTo(400);
    }
    small.navigate(house.url("/console/trail?action=token"));
    small.locator("#trail tbody a").first().click();
    small.locator("h1:has-text('Entry')").waitFor();
    assertThat((int) small.evaluate("() => document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(400);

    Page paper = loggedIn(auditor, 1_200, ColorScheme.DARK);
    paper.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    paper.navigate(house.url("/console/trail?action=pack"));
    assertThat(paper.locator(".tabs a:visible").allTextContents()).containsExactly("pack");
    assertThat(paper.getByLabel("What").isVisible()).as("nothing was asked of it").isFalse();
    assertThat(paper.locator("#trail tbody tr").first().isVisible()).isTrue();
    assertThat(paper.evaluate(Contrast.SCRIPT)).isEqualTo(List.of());
  }

  @Test
  void whoMayNotSeeItIsToldWhatItTakes() {
    Page page = loggedIn(reader, 1_200, ColorScheme.LIGHT);
    assertThat(page.locator("nav a").allTextContents()).doesNotContain("Trail");
    assertThat(page.navigate(house.url("/console/trail")).status()).isEqualTo(403);
    assertThat(page.locator("main").textContent()).contains("scope `audit` or `admin`");
    browsing.complaints.clear();
  }

  /** Pictures for the guide, where somebody asks for them. */
  @Test
  void pictures() throws Exception {
    String wanted = System.getProperty("keeptrail.pictures", "");
    assumeTrue(!wanted.isEmpty(), "name a folder with -Dkeeptrail.pictures to have pictures made");
    for (int width : List.of(1_000, 400)) {
      Page page = loggedIn(auditor, width, ColorScheme.LIGHT);
      page.setViewportSize(width, 640);
      page.navigate(house.url("/console/trail?action=pack"));
      String name = width == 1_000 ? "console-trail.png" : "console-trail-small.png";
      page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(wanted).resolve(name)));
    }
  }
}
