package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.gateway.admission.ApiToken;
import dev.keeptrail.gateway.serving.PackRefusedException;
import dev.keeptrail.gateway.serving.PackSource;
import dev.keeptrail.gateway.serving.Packs;
import dev.keeptrail.gateway.serving.ReloadRecord;
import dev.keeptrail.gateway.serving.ServedProgram;
import dev.keeptrail.gateway.serving.UnknownGroups;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The consumer group of a caller's key, and nothing else, says which pack judges it. */
@Timeout(180)
final class GroupPacksIT {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String COMMON = pack("common", "1.0.0", "redact", "");
  private static final String STRICT = pack("strict", "1.0.0", "block", "");
  private static final String MAIL = "write to ana@example.org";

  @TempDir Path folder;
  private final Map<String, String> texts = new ConcurrentHashMap<>();
  private CallerKeys keys;
  private String partner;
  private String somebody;

  @BeforeEach
  void packs() throws Exception {
    keys = new CallerKeys(folder);
    partner = keys.of("partners");
    somebody = keys.of(null);
    texts.put(Packs.COMMON, COMMON);
    texts.put("partners", STRICT);
  }

  @Test
  void eachGroupIsJudgedByItsOwnPackAndEventsSayWhich() throws Exception {
    var store = new MemoryStore();
    try (var gateway = start(UnknownGroups.REFUSE, store)) {
      assertThat(ask(gateway, partner).statusCode()).isEqualTo(409);
      assertThat(ask(gateway, somebody).statusCode()).isEqualTo(200);
    }
    DecisionEvent strict = store.events.getFirst();
    assertThat(strict.pack().name()).isEqualTo("strict");
    assertThat(Objects.requireNonNull(strict.caller()).consumerGroup()).isEqualTo("partners");
    assertThat(store.events.getLast().pack().name()).isEqualTo("common");
    assertThat(Objects.requireNonNull(store.events.getLast().caller()).consumerGroup()).isNull();
  }

  @Test
  void nothingACallerSendsChoosesItsPack() throws Exception {
    try (var gateway = start(UnknownGroups.REFUSE, new MemoryStore())) {
      for (String header :
          List.of("x-user-groups", "x-consumer-group", "x-team-id", "x-keeptrusts-agent-id")) {
        assertThat(ask(gateway, partner, header, "common").statusCode()).as(header).isEqualTo(409);
      }
      assertThat(ask(gateway, partner + "x").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void aGroupWithoutAPackIsRefusedUnlessTheOperatorSaysOtherwise() throws Exception {
    String typing = keys.of("partnres");
    var store = new MemoryStore();
    try (var gateway = start(UnknownGroups.REFUSE, store)) {
      HttpResponse<String> refused = ask(gateway, typing);
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(House.error(refused).path("code").asString()).isEqualTo("unknown_consumer_group");
      assertThat(refused.body()).doesNotContain("partnres").doesNotContain("partners");
      assertThat(models(gateway, typing).statusCode()).isEqualTo(403);
      assertThat(store.events).isEmpty();
    }
    try (var gateway = start(UnknownGroups.COMMON, store)) {
      assertThat(ask(gateway, typing).statusCode()).isEqualTo(200);
    }
    texts.remove("partners");
    try (var gateway = start(UnknownGroups.REFUSE, store)) {
      // Where no group has a pack of its own, groups are names for reports.
      assertThat(ask(gateway, typing).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void theModelsOfAGroupAreThoseOfItsPack() throws Exception {
    try (var gateway = start(UnknownGroups.REFUSE, new MemoryStore())) {
      assertThat(models(gateway, partner).body()).contains("of-strict");
      assertThat(models(gateway, somebody).body()).contains("of-common");
    }
  }

  @Test
  void aGroupHasCapturesAndLimitsOfItsOwn() throws Exception {
    String limit = "rate_limits: {global: {rpm: 1}}\n";
    texts.put(Packs.COMMON, pack("common", "1.0.0", "redact", "capture: redacted\n" + limit));
    texts.put("partners", pack("quiet", "1.0.0", "redact", limit));
    try (EventStore store = Ledgers.openForAppend(folder.resolve("ledger"), Durability.BATCH);
        var gateway = start(UnknownGroups.REFUSE, store)) {
      assertThat(ask(gateway, somebody).statusCode()).isEqualTo(200);
      assertThat(ask(gateway, partner).statusCode()).isEqualTo(200);
      assertThat(ask(gateway, partner).statusCode()).isEqualTo(429);
    }
    try (EventReader reader = Ledgers.openForReading(folder.resolve("ledger"))) {
      assertThat(reader.captures(1, 2)).containsOnlyKeys(1L);
    }
  }

  @Test
  void aReloadReplacesAllPacksOrNone() throws Exception {
    var store = new MemoryStore();
    try (var gateway = start(UnknownGroups.REFUSE, store)) {
      texts.put(Packs.COMMON, pack("common", "1.1.0", "redact", ""));
      texts.put("partners", "pack: {name: strict}\n");
      ReloadRecord refused = gateway.reloader().orElseThrow().reload("request");
      assertThat(refused.problem()).startsWith("consumer group `partners`: ");
      assertThat(ask(gateway, somebody).statusCode()).isEqualTo(200);
      assertThat(store.events.getLast().configVersion()).isEqualTo("1.0.0");

      texts.put("partners", pack("strict", "2.0.0", "redact", ""));
      ReloadRecord done = gateway.reloader().orElseThrow().reload("request");
      assertThat(done.changed()).isTrue();
      assertThat(done.groups()).containsOnlyKeys("partners");
      assertThat(ask(gateway, partner).statusCode()).isEqualTo(200);
      assertThat(store.events.getLast().pack().digest()).isEqualTo(done.groups().get("partners"));

      assertThat(gateway.reloader().orElseThrow().revert().changed()).isTrue();
      assertThat(ask(gateway, partner).statusCode()).isEqualTo(409);
      assertThat(store.events.getLast().configVersion()).isEqualTo("1.0.0");
    }
  }

  @Test
  void operatorsSeeAllPacks() throws Exception {
    try (var gateway = start(UnknownGroups.REFUSE, new MemoryStore())) {
      String status = operator(gateway, "");
      assertThat(status)
          .contains("\"consumer_groups\":{\"partners\":{\"pack\":{\"name\":\"strict\"");
      assertThat(operator(gateway, "/plan")).contains("\"name\":\"common\"");
      assertThat(operator(gateway, "/plan?group=partners")).contains("\"name\":\"strict\"");
      assertThat(operator(gateway, "/plan?group=others")).contains("not_found");
      assertThat(get(gateway, "/health").body()).contains("partners").contains("strict");
    }
  }

  @Test
  void aGroupsPackThatCannotBeServedIsNamed() {
    texts.put(
        "partners",
        pack("strict", "1.0.0", "block", "capture: {mode: full, key_ref: {env: MISSING}}\n"));
    assertThatThrownBy(() -> start(UnknownGroups.REFUSE, new MemoryStore()))
        .isInstanceOf(GatewayStartException.class)
        .hasMessageStartingWith("consumer group `partners`: ");
  }

  private Gateway start(UnknownGroups unknown, EventStore store) throws Exception {
    SortedMap<String, ServedProgram> first = new TreeMap<>();
    SortedMap<String, PackSource> sources = new TreeMap<>();
    for (String group : texts.keySet()) {
      first.put(group, read(group));
      sources.put(group, new TextSource(group));
    }
    var settings =
        House.settings()
            .withCallers(keys.settings())
            .withAdmin(new AdminSettings("127.0.0.1", 0, ApiToken.of("operators-own")));
    return Gateway.start(
        settings, new GatewayPacks(new Packs<>(first), new Packs<>(sources), unknown, null), store);
  }

  private ServedProgram read(String group) throws Exception {
    return new ServedProgram(Programs.of(Objects.requireNonNull(texts.get(group))), List.of());
  }

  /** Reads what the group's text is by then. */
  private final class TextSource implements PackSource {
    private final String group;

    TextSource(String group) {
      this.group = group;
    }

    @Override
    public ServedProgram read() throws PackRefusedException {
      return now().read();
    }

    @Override
    public ServedProgram again(PackPlan plan, List<String> signers) throws PackRefusedException {
      return now().again(plan, signers);
    }

    private SamePack now() {
      return new SamePack(Objects.requireNonNull(texts.get(group)));
    }
  }

  private static String pack(String name, String version, String action, String more) {
    return """
    pack: {name: NAME, version: VERSION}
    providers: {targets: [{id: sim, provider: simulated, model: of-NAME}]}
    policies: {chain: [pii-detector]}
    policy: {pii-detector: {action: ACTION}}
    """
            .replace("NAME", name)
            .replace("VERSION", version)
            .replace("ACTION", action)
        + more;
  }

  private static HttpResponse<String> ask(Gateway gateway, String key, String... headers)
      throws Exception {
    var request =
        HttpRequest.newBuilder(uri(gateway.port(), "/v1/chat/completions"))
            .header("content-type", "application/json")
            .header("authorization", "Bearer " + key)
            .POST(HttpRequest.BodyPublishers.ofString(House.prompt(MAIL)));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> models(Gateway gateway, String key) throws Exception {
    return get(gateway.port(), "/v1/models", key);
  }

  private static HttpResponse<String> get(Gateway gateway, String path) throws Exception {
    return get(gateway.port(), path, null);
  }

  private static String operator(Gateway gateway, String path) throws Exception {
    return get(gateway.adminPort().orElseThrow(), "/keeptrusts/config" + path, "operators-own")
        .body();
  }

  private static HttpResponse<String> get(int port, String path, @Nullable String token)
      throws Exception {
    var request = HttpRequest.newBuilder(uri(port, path));
    if (token != null) {
      request.header("authorization", "Bearer " + token);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static URI uri(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
