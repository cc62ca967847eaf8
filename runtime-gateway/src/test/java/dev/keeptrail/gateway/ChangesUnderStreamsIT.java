package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.callers.ApiKey;
import dev.keeptrail.gateway.callers.BoundIdentity;
import dev.keeptrail.gateway.serving.PackRefusedException;
import dev.keeptrail.gateway.serving.PackSource;
import dev.keeptrail.gateway.serving.Packs;
import dev.keeptrail.gateway.serving.Reloader;
import dev.keeptrail.gateway.serving.ServedProgram;
import dev.keeptrail.gateway.serving.UnknownGroups;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.SecretRef;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What becomes of a stream under which packs, keys and secrets change. */
@Timeout(180)
final class ChangesUnderStreamsIT {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir Path folder;
  private final Map<String, String> texts = new ConcurrentHashMap<>();
  private final Map<String, String> secrets = new ConcurrentHashMap<>(Map.of("KEY", "sk-old"));
  private final MemoryStore store = new MemoryStore();
  private CallerKeys keys;
  private String partner;
  private String somebody;

  @BeforeEach
  void keys() throws Exception {
    keys = new CallerKeys(folder);
    partner = keys.of("partners");
    somebody = keys.of(null);
  }

  @Test
  void aStreamEndsWithThePackItBeganWith() throws Exception {
    try (var street = new Street();
        var other = FakeUpstream.saying("from elsewhere")) {
      texts.put(Packs.COMMON, pack("old", "1.0.0", street.upstream, "redact", ""));
      texts.put("partners", pack("old-partners", "1.0.0", street.upstream, "redact", ""));
      try (var gateway = start()) {
        BufferedReader common = begun(gateway, somebody);
        BufferedReader partners = begun(gateway, partner);
        // The target is gone, and what was masked is refused.
        texts.put(Packs.COMMON, pack("new", "2.0.0", other, "block", ""));
        texts.put("partners", pack("new-partners", "2.0.0", other, "block", ""));
        assertThat(reloader(gateway).reload("signal").changed()).isTrue();
        HttpResponse<InputStream> during = ask(gateway, somebody, false);
        assertThat(new String(during.body().readAllBytes(), StandardCharsets.UTF_8))
            .contains("from elsewhere");
        street.goOn();

        for (BufferedReader lines : List.of(common, partners)) {
          List<JsonNode> events = StreamTrial.all(lines);
          assertThat(StreamTrial.texts(events, "/choices/0/delta/content"))
              .isEqualTo("begun, ask [EMAIL]");
          assertThat(StreamTrial.texts(events, "/choices/0/finish_reason")).isEqualTo("stop");
        }
        assertThat(events(3))
            .extracting(event -> event.pack().name() + " " + event.configVersion())
            .containsExactlyInAnyOrder("new 2.0.0", "old 1.0.0", "old-partners 1.0.0");
      }
    }
  }

  @Test
  void aKeyThatIsTakenBackAsksNothingMoreAndItsStreamGoesOn() throws Exception {
    try (var street = new Street()) {
      texts.put(Packs.COMMON, pack("old", "1.0.0", street.upstream, "redact", ""));
      try (var gateway = start()) {
        BufferedReader lines = begun(gateway, somebody);
        keys.file.change(_ -> List.of());
        while (ask(gateway, somebody, false).statusCode() != 401) {
          Thread.sleep(20);
        }
        street.goOn();

        assertThat(StreamTrial.texts(StreamTrial.all(lines), "/choices/0/finish_reason"))
            .isEqualTo("stop");
        DecisionEvent event =
            events(1).stream().filter(DecisionEvent::stream).findFirst().orElseThrow();
        assertThat(event.outcome()).isEqualTo(Outcome.DELIVERED);
        assertThat(event.caller()).isNotNull();
      }
    }
  }

  @Test
  void aKeyThatChangesItsGroupChangesItsPackWithTheNextRequest() throws Exception {
    try (var street = new Street();
        var other = FakeUpstream.saying("hi")) {
      texts.put(Packs.COMMON, pack("common", "1.0.0", other, "redact", ""));
      texts.put("partners", pack("partners", "1.0.0", street.upstream, "redact", ""));
      texts.put("friends", pack("friends", "1.0.0", other, "redact", ""));
      try (var gateway = start()) {
        BufferedReader lines = begun(gateway, partner);
        change(key -> moved(key, "friends"));
        while (store.events.stream().noneMatch(event -> event.pack().name().equals("friends"))) {
          ask(gateway, partner, false);
          Thread.sleep(20);
        }
        street.goOn();
        StreamTrial.all(lines);
        assertThat(
                store.events.stream()
                    .filter(DecisionEvent::stream)
                    .map(event -> event.pack().name() + " " + groupOf(event)))
            .containsExactly("partners partners");
        assertThat(
                store.events.stream()
                    .filter(event -> event.pack().name().equals("friends"))
                    .map(ChangesUnderStreamsIT::groupOf))
            .isNotEmpty()
            .allMatch("friends"::equals);
      }
    }
  }

  @Test
  void limitsAndBudgetsCountOnOverAReload() throws Exception {
    String limits = "rate_limits: {per_key: {max_parallel_requests: 1, rpm: 3}}\n";
    try (var street = new Street()) {
      texts.put(Packs.COMMON, pack("old", "1.0.0", street.upstream, "redact", limits));
      try (var gateway = start()) {
        BufferedReader lines = begun(gateway, somebody);
        texts.put(Packs.COMMON, pack("new", "2.0.0", street.upstream, "redact", limits));
        assertThat(reloader(gateway).reload("watch").changed()).isTrue();
        assertThat(ask(gateway, somebody, false).statusCode()).as("one at a time").isEqualTo(429);
        street.goOn();
        StreamTrial.all(lines);
        HttpResponse<InputStream> after = ask(gateway, somebody, false);
        while (after.statusCode() == 429
            && after.headers().firstValue("x-ratelimit-remaining-requests").isEmpty()) {
          after = ask(gateway, somebody, false);
        }
        assertThat(after.headers().firstValue("x-ratelimit-remaining-requests"))
            .as("one of three before the reload, one after it")
            .hasValue("1");
      }
    }
  }

  /** A provider's key that was replaced or forgotten is one more thing that is read again. */
  @Test
  void secretsAreLookedUpAgainWithEveryReload() throws Exception {
    try (var upstream = FakeUpstream.saying("hi")) {
      texts.put(Packs.COMMON, pack("same", "1.0.0", upstream, "redact", ""));
      try (var gateway = start()) {
        ask(gateway, somebody, false);
        assertThat(reloader(gateway).reload("signal").changed()).isFalse();
        secrets.put("KEY", "sk-new");
        assertThat(reloader(gateway).reload("signal").changed()).isFalse();
        ask(gateway, somebody, false);
        secrets.remove("KEY");
        reloader(gateway).reload("request");

        assertThat(ask(gateway, somebody, false).statusCode()).isEqualTo(503);
        assertThat(upstream.received)
            .extracting(FakeUpstream.Received::head)
            .satisfiesExactly(
                head -> assertThat(head).contains("Bearer sk-old\r\n"),
                head -> assertThat(head).contains("Bearer sk-new\r\n"));
        assertThat(reloader(gateway).revert().refused()).as("no pack was replaced").isTrue();
      }
    }
  }

  private static String groupOf(DecisionEvent event) {
    return String.valueOf(Objects.requireNonNull(event.caller()).consumerGroup());
  }

  private static ApiKey moved(ApiKey key, String group) {
    var bound = key.identity();
    return new ApiKey(
        key.id(),
        key.hash(),
        key.name(),
        key.scopes(),
        key.created(),
        key.expires(),
        key.revoked(),
        new BoundIdentity(
            bound.user(),
            bound.team(),
            bound.org(),
            bound.role(),
            bound.agent(),
            bound.groups(),
            bound.consumerGroup() == null ? null : group));
  }

  /** Changes every key. */
  private void change(UnaryOperator<ApiKey> change) throws Exception {
    keys.file.change(all -> all.stream().map(change).toList());
  }

  private BufferedReader begun(Gateway gateway, String key) throws Exception {
    BufferedReader lines = StreamTrial.lines(ask(gateway, key, true));
    assertThat(StreamTrial.next(lines)).contains("assistant");
    return lines;
  }

  private static Reloader reloader(Gateway gateway) {
    return gateway.reloader().orElseThrow();
  }

  private List<DecisionEvent> events(int most) throws InterruptedException {
    long end = System.nanoTime() + House.PATIENCE.toNanos();
    while (store.events.size() < most && System.nanoTime() < end) {
      Thread.sleep(10);
    }
    return List.copyOf(store.events);
  }

  private static HttpResponse<InputStream> ask(Gateway gateway, String key, boolean stream)
      throws Exception {
    String body =
        "{'model':'gpt-4o','stream':" + stream + ",'messages':[{'role':'user','content':'x'}]}";
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + StreamTrial.CHAT))
            .headers("content-type", "application/json", "authorization", "Bearer " + key)
            .timeout(House.PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
            .build(),
        HttpResponse.BodyHandlers.ofInputStream());
  }

  private Gateway start() throws Exception {
    Packs<PackSource> sources = Packs.of(new Changing(Packs.COMMON));
    var groups = new TreeMap<String, PackSource>(Map.of(Packs.COMMON, sources.common()));
    texts.keySet().forEach(group -> groups.put(group, new Changing(group)));
    sources = new Packs<>(groups);
    var first = new TreeMap<String, ServedProgram>();
    for (Map.Entry<String, PackSource> source : sources.byGroup().entrySet()) {
      first.put(source.getKey(), source.getValue().read());
    }
    return Gateway.start(
        House.settings()
            .withCallers(keys.settings())
            .withSecrets(ref -> Optional.ofNullable(secrets.get(((SecretRef.Env) ref).name()))),
        new GatewayPacks(new Packs<>(first), sources, UnknownGroups.COMMON, null),
        store);
  }

  private static String pack(
      String name, String version, FakeUpstream upstream, String action, String more) {
    return """
    pack: {name: NAME, version: "VERSION"}
    providers:
      targets: [{id: t-NAME, provider: openai, base_url: "URL", secret_key_ref: {env: KEY}}]
    policies: {chain: [pii-detector]}
    policy: {pii-detector: {action: ACTION}}
    """
            .replace("NAME", name)
            .replace("VERSION", version)
            .replace("URL", upstream.baseUrl())
            .replace("ACTION", action)
        + more;
  }

  /** The pack of a group as its text stands when it is read. */
  private final class Changing implements PackSource {
    private final String group;

    Changing(String group) {
      this.group = group;
    }

    @Override
    public ServedProgram read() throws PackRefusedException {
      return new SamePack(Objects.requireNonNull(texts.get(group))).read();
    }

    @Override
    public ServedProgram again(PackPlan plan, List<String> signers) throws PackRefusedException {
      return new SamePack("").again(plan, signers);
    }
  }

  /** A provider whose streams wait in their middle; what is no stream is answered at once. */
  private static final class Street implements AutoCloseable {
    private final CountDownLatch more = new CountDownLatch(1);
    final FakeUpstream upstream;

    Street() throws Exception {
      upstream =
          new FakeUpstream((request, out) -> {
            if (!request.body().contains("\"stream\":true")) {
              FakeUpstream.fixed(200, "application/json", FakeUpstream.completion("hi"))
                  .answer(request, out);
              return;
            }
            StreamTrial.begin(out);
            StreamTrial.say(out, StreamTrial.content("begun, "));
            assertThat(more.await(60, TimeUnit.SECONDS)).isTrue();
            StreamTrial.say(
                out, StreamTrial.content("ask ann@example.com"), StreamTrial.END, StreamTrial.DONE);
          });
    }

    void goOn() {
      more.countDown();
    }

    @Override
    public void close() throws IOException {
      goOn();
      upstream.close();
    }
  }
}
