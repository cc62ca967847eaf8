package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.gateway.admission.ApiToken;
import dev.keeptrail.gateway.callers.AddressRange;
import dev.keeptrail.gateway.callers.BoundIdentity;
import dev.keeptrail.gateway.callers.CallerCheck;
import dev.keeptrail.gateway.callers.CallerSettings;
import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.callers.KeySecret;
import dev.keeptrail.gateway.callers.Shown;
import dev.keeptrail.gateway.callers.TokenCheck;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Value;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.ledger.event.DecisionEvent.RecordedCaller;
import dev.keeptrail.ledger.event.EventJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who may ask, and who counts for whom. */
@Timeout(180)
final class CallersIT {
  private static final BoundIdentity BILLING =
      new BoundIdentity("ana", "billing", null, "analyst", null, List.of("staff"), "internal");

  @TempDir Path folder;
  private static final TokenCheck NO_TOKEN_COUNTS =
      new TokenCheck() {
        @Override
        public boolean isOne(String text) {
          return true;
        }

        @Override
        public Shown show(String text, KeyScope needed) {
          return new Shown.Unknown();
        }

        @Override
        public boolean saysConsumerGroups() {
          return false;
        }

        @Override
        public Optional<String> problem() {
          return Optional.empty();
        }
      };

  private CallerKeys keys;

  @BeforeEach
  void makeFile() {
    keys = new CallerKeys(folder);
  }

  @Test
  void aKeySaysWhoItsHolderIs() throws Exception {
    KeySecret key = keys.add(BILLING, null, KeyScope.INVOKE);
    try (var house = keyed()) {
      HttpResponse<String> bearer = ask(house, "authorization", "Bearer " + key.reveal());
      HttpResponse<String> anthropic =
          ask(house, "x-api-key", key.reveal(), "x-user-id", "root", "x-team-id", "admins");

      assertThat(bearer.statusCode()).as(bearer.body()).isEqualTo(200);
      assertThat(anthropic.statusCode()).isEqualTo(200);
      assertThat(house.program.facts(Phase.INPUT, FactType.IDENTITY))
          .extracting(Fact::fields)
          .hasSize(2)
          .containsOnly(
              Map.of(
                  "user",
                  new Value.Text("ana"),
                  "team",
                  new Value.Text("billing"),
                  "role",
                  new Value.Text("analyst"),
                  "groups",
                  Value.Sequence.texts(List.of("staff")),
                  "authenticated",
                  new Value.Truth(true)));
      assertThat(house.store.events)
          .allSatisfy(event -> {
            assertThat(event.caller())
                .isEqualTo(new RecordedCaller(key.id(), "ana", "billing", null, null, "internal"));
            assertThat(EventJson.write(event))
                .doesNotContain(key.reveal())
                .doesNotContain(key.hash());
          });
    }
  }

  /** What would count is said, and nothing of what is wrong with what was shown. */
  @Test
  void aRefusedCallerIsToldWhatWouldCount() throws Exception {
    var key = "a key of this gateway";
    var token = "a token of its issuer";
    assertThat(saidTo(new CallerCheck.Known(keys.ring(), null, false)))
        .startsWith(key + " is missing, wrong, expired or revoked; send it as")
        .doesNotContain(token, "certificate");
    assertThat(saidTo(new CallerCheck.Known(keys.ring(), NO_TOKEN_COUNTS, true)))
        .startsWith(key + " or " + token + " is missing")
        .endsWith(", or show a certificate that says who asks");
    assertThat(saidTo(new CallerCheck.Known(null, NO_TOKEN_COUNTS, false)))
        .startsWith(token + " is missing")
        .doesNotContain(key);
    assertThat(saidTo(new CallerCheck.Known(null, null, true)))
        .isEqualTo("a certificate that says who asks is missing, expired or says too little");
  }

  private static String saidTo(CallerCheck check) throws Exception {
    try (var house =
        new House(
            House.settings().withCallers(CallerSettings.OPEN.withCheck(check)),
            new FakeProgram(List.of(House.simulatedTarget())))) {
      HttpResponse<String> refused = ask(house, "authorization", "Bearer a.b.c");
      assertThat(refused.statusCode()).isEqualTo(401);
      return House.error(refused).path("message").asString();
    }
  }

  @Test
  void whatIsNoGoodKeyIsRefusedWithoutAnEvent() throws Exception {
    KeySecret expired = keys.add(BILLING, Instant.now().minusSeconds(1), KeyScope.INVOKE);
    KeySecret models = keys.add(BILLING, null, KeyScope.MODELS);
    String unknown = KeySecret.fresh().reveal();
    String wrong = models.reveal().substring(0, models.reveal().length() - 1) + "g";
    String other = models.reveal().substring(0, 25) + expired.reveal().substring(25);
    try (var house = keyed()) {
      for (String shown : List.of(expired.reveal(), unknown, wrong, other, "", "kt_live_")) {
        HttpResponse<String> refused = ask(house, "authorization", "Bearer " + shown);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(House.error(refused).path("code").asString()).isEqualTo("invalid_api_key");
      }
      HttpResponse<String> nothing = ask(house);
      HttpResponse<String> unfit = ask(house, "authorization", "Bearer " + models.reveal());
      HttpResponse<String> listed = models(house, models.reveal());

      assertThat(nothing.statusCode()).isEqualTo(401);
      assertThat(unfit.statusCode()).isEqualTo(403);
      assertThat(House.error(unfit).path("code").asString()).isEqualTo("insufficient_scope");
      assertThat(listed.statusCode()).isEqualTo(200);
      assertThat(house.store.events).isEmpty();
    }
  }

  @Test
  void keysComeAndGoWhileTheGatewayRuns() throws Exception {
    try (var house = keyed()) {
      KeySecret key = keys.add(BILLING, null, KeyScope.INVOKE);
      until(house, key, 200);
      keys.file.change(keys -> keys.stream().map(kept -> kept.revokedAt(Instant.now())).toList());
      until(house, key, 401);
    }
  }

  @Test
  void aFileThatIsNoneAnyMoreLeavesTheKeysAsTheyWere() throws Exception {
    KeySecret key = keys.add(BILLING, null, KeyScope.INVOKE);
    try (var house = keyed()) {
      Files.writeString(keys.file.path(), "{\"version\":1,\"keys\":[{\"id\":");
      while (House.json(house.get("/readyz")).path("problems").isEmpty()) {
        assertThat(ask(house, "x-api-key", key.reveal()).statusCode()).isEqualTo(200);
        Thread.sleep(50);
      }
      assertThat(house.get("/readyz").body()).contains("the file of keys is not read any more");
      Files.delete(keys.file.path());
      until(house, key, 401);
    }
  }

  @Test
  void nobodyIsBelievedUnlessTheOperatorSaysSo() throws Exception {
    String[] claims = {"x-user-id", "root", "x-user-groups", "staff", "x-conversation-id", "c1"};
    assertThat(identity(CallerSettings.OPEN, claims))
        .isEqualTo(Map.of("authenticated", new Value.Truth(false)));
    assertThat(identity(new CallerSettings(new CallerCheck.Nothing(), true, List.of()), claims))
        .isEqualTo(
            Map.of(
                "user",
                new Value.Text("root"),
                "groups",
                Value.Sequence.texts(List.of("staff")),
                "authenticated",
                new Value.Truth(false)));
    assertThat(identity(proxies("10.0.0.0/8"), claims))
        .isEqualTo(Map.of("authenticated", new Value.Truth(false)));
    assertThat(identity(proxies("127.0.0.0/8"), claims))
        .containsEntry("user", new Value.Text("root"))
        .containsEntry("authenticated", new Value.Truth(true));
  }

  /** Somebody on the way may have looked at the other one. */
  @Test
  void twoKeysAreNone() throws Exception {
    KeySecret key = keys.add(BILLING, null, KeyScope.INVOKE);
    String good = "Bearer " + key.reveal();
    try (var house = keyed()) {
      assertThat(ask(house, "authorization", good).statusCode()).isEqualTo(200);
      assertThat(ask(house, "authorization", good, "authorization", "Bearer x").statusCode())
          .isEqualTo(401);
      assertThat(ask(house, "x-api-key", key.reveal(), "x-api-key", key.reveal()).statusCode())
          .isEqualTo(401);
    }
  }

  /** As Azure's and Google's clients send it. */
  @Test
  void aKeyHasOtherNames() throws Exception {
    String good = keys.add(BILLING, null, KeyScope.INVOKE).reveal();
    String other = keys.add(BILLING, null, KeyScope.INVOKE).reveal();
    try (var house = keyed()) {
      for (String name : List.of("api-key", "x-goog-api-key")) {
        assertThat(ask(house, name, good).statusCode()).isEqualTo(200);
        assertThat(ask(house, name, good, "x-api-key", good).statusCode()).isEqualTo(200);
        assertThat(ask(house, name, good, "x-api-key", other).statusCode()).isEqualTo(401);
        assertThat(ask(house, name, good, name, good).statusCode()).isEqualTo(401);
        assertThat(ask(house, name, good, "authorization", "Bearer x").statusCode()).isEqualTo(401);
      }
      assertThat(ask(house, "api-key", good, "x-goog-api-key", "x").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void anUnbelievedHeaderCannotEvenBeWrong() throws Exception {
    try (var house =
        new House(
            House.settings().withCallers(CallerSettings.OPEN),
            new FakeProgram(List.of(House.simulatedTarget())))) {
      assertThat(ask(house, "x-user-id", "a", "x-user-id", "b").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void anOperatorsKeyOpensTheOperatorsListener() throws Exception {
    KeySecret admin = keys.add(BoundIdentity.NOBODY, null, KeyScope.ADMIN);
    KeySecret invoke = keys.add(BILLING, null, KeyScope.INVOKE);
    var settings =
        House.settings()
            .withCallers(keys.settings())
            .withAdmin(new AdminSettings("127.0.0.1", 0, ApiToken.of("operators-own")));
    try (var house = new House(settings, new FakeProgram(List.of(House.simulatedTarget())))) {
      assertThat(operator(house, admin.reveal())).isEqualTo(200);
      assertThat(operator(house, "operators-own")).isEqualTo(200);
      assertThat(operator(house, invoke.reveal())).isEqualTo(401);
      assertThat(ask(house, "x-api-key", admin.reveal()).statusCode()).isEqualTo(403);
    }
  }

  @Test
  void whoShowsAKeyThatNobodyLooksAtIsTold() throws Exception {
    String key = keys.add(BoundIdentity.NOBODY, null, KeyScope.ADMIN).reveal();
    var admin = new AdminSettings("127.0.0.1", 0, ApiToken.of("operators-own"));
    String told = "keys open nothing here, because the gateway runs without `--auth keys`";
    var without = House.settings().withAdmin(admin);
    try (var house = new House(without, new FakeProgram(List.of(House.simulatedTarget())))) {
      assertThat(refused(house, key)).contains("KEEPTRAIL_HOME/run", told);
    }
    var with = House.settings().withCallers(keys.settings()).withAdmin(admin);
    try (var house = new House(with, new FakeProgram(List.of(House.simulatedTarget())))) {
      assertThat(refused(house, "kt_live_x")).contains("KEEPTRAIL_HOME/run").doesNotContain(told);
    }
  }

  private static String refused(House house, String shown) throws Exception {
    int port = house.gateway.adminPort().orElseThrow();
    HttpResponse<String> refused =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/keeptrusts/config"))
                    .header("authorization", "Bearer " + shown)
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(refused.statusCode()).isEqualTo(401);
    return House.error(refused).path("message").asString();
  }

  @Test
  void whoeverHasToBeKnownShowsAKey() throws Exception {
    KeySecret key = keys.add(BILLING, null, KeyScope.INVOKE);
    String pack =
        """
        pack: {name: known, version: 1.0.0}
        providers: {targets: [{id: sim, provider: simulated}]}
        policies: {chain: [rbac, audit-logger]}
        policy: {rbac: {require_auth: true, deny_if_missing: [X-User-ID]}}
        """;
    try (PolicyProgram program = program(pack)) {
      var believing = new CallerSettings(new CallerCheck.Nothing(), true, List.of());
      try (Gateway gateway = start(believing, program)) {
        HttpResponse<String> claimed = ask(gateway.port(), "x-user-id", "ana");
        assertThat(claimed.statusCode()).isEqualTo(409);
        assertThat(House.error(claimed).path("reason_code").asString())
            .isEqualTo("rbac.unauthenticated");
      }
      try (Gateway gateway = start(keys.settings(), program)) {
        HttpResponse<String> known = ask(gateway.port(), "x-api-key", key.reveal());
        assertThat(known.statusCode()).as(known.body()).isEqualTo(200);
        assertThat(ask(gateway.port()).statusCode()).isEqualTo(401);
      }
    }
  }

  private static Gateway start(CallerSettings callers, PolicyProgram program) throws Exception {
    return Gateway.start(House.settings().withCallers(callers), program, new MemoryStore());
  }

  private static PolicyProgram program(String yaml) throws Exception {
    var pack =
        new PackCompiler(PackSchemas.installed()).compileYaml(new SourceText("pack.yaml", yaml));
    assertThat(pack.hasErrors()).as(pack.diagnostics().toString()).isFalse();
    return PolicyEngines.named("reference")
        .load(
            Objects.requireNonNull(pack.plan(), "a plan"),
            new EngineOptions(FailMode.BLOCK, new EnvironmentSecrets(Map.of())));
  }

  private static Map<String, Value> identity(CallerSettings callers, String... headers)
      throws Exception {
    try (var house =
        new House(
            House.settings().withCallers(callers),
            new FakeProgram(List.of(House.simulatedTarget())))) {
      assertThat(ask(house, headers).statusCode()).isEqualTo(200);
      return house.program.facts(Phase.INPUT, FactType.IDENTITY).getFirst().fields();
    }
  }

  private static CallerSettings proxies(String range) {
    return new CallerSettings(
        new CallerCheck.Nothing(), false, List.of(AddressRange.of(range).orElseThrow()));
  }

  private static void until(House house, KeySecret key, int status) throws Exception {
    Instant end = Instant.now().plus(House.PATIENCE);
    while (ask(house, "x-api-key", key.reveal()).statusCode() != status) {
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(50);
    }
  }

  private House keyed() throws Exception {
    return new House(
        House.settings().withCallers(keys.settings()),
        new FakeProgram(List.of(House.simulatedTarget())));
  }

  private static HttpResponse<String> ask(House house, String... headers) throws Exception {
    return ask(house.gateway.port(), headers);
  }

  private static HttpResponse<String> ask(int port, String... headers) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/chat/completions"))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(House.prompt("hi")));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> models(House house, String key) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(house.uri("/v1/models")).header("x-api-key", key).build(),
            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  private static int operator(House house, String token) throws Exception {
    int port = house.gateway.adminPort().orElseThrow();
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/keeptrusts/config"))
                .header("authorization", "Bearer " + token)
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
