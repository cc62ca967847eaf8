package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.gateway.serving.PackRefusedException;
import dev.keeptrail.gateway.serving.Packs;
import dev.keeptrail.gateway.serving.ServedProgram;
import dev.keeptrail.gateway.serving.UnknownGroups;
import dev.keeptrail.gateway.shadow.ShadowJudge;
import dev.keeptrail.gateway.shadow.ShadowPacks;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.shadow.ShadowLog;
import dev.keeptrail.ledger.shadow.ShadowQuery;
import dev.keeptrail.ledger.shadow.ShadowRecord;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a candidate does or suffers, the request path does not feel. */
@Timeout(180)
final class ShadowIT {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String PACK =
      """
      pack: {name: live, version: 1.0.0}
      providers: {targets: [{id: sim, provider: simulated}]}
      policies: {chain: [pii-detector]}
      policy: {pii-detector: {action: redact}}
      """;

  @TempDir Path folder;
  private final MemoryStore store = new MemoryStore();
  private ShadowLog log;

  @BeforeEach
  void open() throws Exception {
    log = Ledgers.openShadowForAppend(folder);
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void seesTheWholeExchangeWhenItsEventIsThereAndItsDifferencesAreKept() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    ShadowJudge judge =
        judge((event, exchange) -> {
          assertThat(store.events).contains(event);
          exchange
              .phases()
              .forEach(phase ->
                  phase.content().segments().stream().map(Segment::text).forEach(seen::add));
          return exchange.phases().size() == 2 ? "weakened" : "same";
        });
    try (var gateway = start(judge)) {
      assertThat(ask(gateway, "mail ana@example.org").statusCode()).isEqualTo(200);
      await(() -> !kept().isEmpty());
    }
    assertThat(seen).contains("mail ana@example.org");
    assertThat(kept())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.event()).isEqualTo(store.only().id());
          assertThat(one.at()).isEqualTo(store.only().timestamp());
          assertThat(one.change()).isEqualTo("weakened");
          assertThat(one.edits()).containsExactly("+ one", "- other");
        });
    assertThat(log.query(new ShadowQuery(null, null, null, Set.of("tightened"), 10))).isEmpty();
    assertThat(log.query(new ShadowQuery(null, null, Instant.EPOCH, Set.of(), 10))).isEmpty();
  }

  @Test
  void aCandidateThatHangsHoldsUpNeitherRequestsNorTheStop() throws Exception {
    var never = new CountDownLatch(1);
    ShadowJudge judge =
        judge((_, _) -> {
          try {
            never.await();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
          return "same";
        });
    try (var gateway = start(judge)) {
      for (int i = 0; i < 1_100; i++) {
        assertThat(ask(gateway, "hello").statusCode()).isEqualTo(200);
      }
      assertThat(metrics(gateway))
          .containsPattern("keeptrusts_gateway_shadow_waiting 10[0-9]{2}")
          .containsPattern(
              "keeptrusts_gateway_shadow_lost_total\\{why=\"queue_full\"} [67][0-9]\\.");
    }
    assertThat(store.events).hasSize(1_100);
  }

  @Test
  void aCandidateThatThrowsIsCountedAndTheEventsAreTheSame() throws Exception {
    ShadowJudge judge =
        judge((_, _) -> {
          throw new IllegalStateException("ana@example.org");
        });
    try (var gateway = start(judge)) {
      assertThat(ask(gateway, "mail ana@example.org").statusCode()).isEqualTo(200);
      await(() -> metrics(gateway).contains("shadow_lost_total{why=\"failed\"} 1"));
    }
    DecisionEvent event = store.only();
    assertThat(event.verdict()).isEqualTo("redact");
    assertThat(event.faults()).isEmpty();
    assertThat(event.degraded()).isFalse();
    assertThat(kept()).isEmpty();
  }

  @Test
  void aLogThatCannotBeWrittenIsCounted() throws Exception {
    try (var gateway = start(judge((_, _) -> "tightened"))) {
      log.close();
      assertThat(ask(gateway, "hello").statusCode()).isEqualTo(200);
      await(() -> metrics(gateway).contains("shadow_lost_total{why=\"not_written\"} 1"));
      assertThat(metrics(gateway)).contains("shadow_decisions_total{change=\"tightened\"} 1");
    }
  }

  @Test
  void nothingIsShownOfAnExchangeWhoseEventIsNotThere() throws Exception {
    var judged = new AtomicInteger();
    ShadowJudge judge =
        judge((_, _) -> {
          judged.incrementAndGet();
          return "same";
        });
    try (var gateway = start(judge)) {
      store.failing = true;
      assertThat(ask(gateway, "hello").statusCode()).isEqualTo(503);
      store.failing = false;
      Instant late = Instant.now().plus(House.PATIENCE);
      while (ask(gateway, "hello").statusCode() != 200) {
        assertThat(Instant.now()).as("until it is tried again").isBefore(late);
        Thread.sleep(50);
      }
      await(() -> judged.get() > 0);
    }
    assertThat(judged).hasValue(1);
  }

  @Test
  void aReloadReplacesTheCandidateAndABrokenOneHoldsUpNothing() throws Exception {
    var broken = new AtomicBoolean();
    var next = judge("candidate@2", (_, _) -> "tightened");
    try (PolicyProgram program = Programs.of(PACK);
        var gateway =
            start(
                program,
                new ShadowPacks.Candidate(
                    judge((_, _) -> "weakened"),
                    () -> {
                      if (broken.get()) {
                        throw new PackRefusedException("it has errors");
                      }
                      return next;
                    }))) {
      var reloader = gateway.reloader().orElseThrow();
      broken.set(true);
      var refused = reloader.reload("request");
      assertThat(refused.refused()).isFalse();
      assertThat(refused.shadowProblem()).isEqualTo("it has errors");
      assertThat(get(gateway, "/readyz")).contains("reload of a candidate was refused");

      broken.set(false);
      assertThat(reloader.reload("request").shadowProblem()).isNull();
      assertThat(get(gateway, "/readyz")).contains("\"ready\"");
      assertThat(ask(gateway, "hello").statusCode()).isEqualTo(200);
      await(() -> !kept().isEmpty());
    }
    assertThat(kept().getFirst().change()).isEqualTo("tightened");
  }

  /** Says the word of a change. */
  private interface Opinion {
    String of(DecisionEvent event, CapturedExchange exchange);
  }

  private static ShadowJudge judge(Opinion opinion) {
    return judge("candidate@1", opinion);
  }

  private static ShadowJudge judge(String label, Opinion opinion) {
    return new ShadowJudge() {
      @Override
      public String label() {
        return label;
      }

      @Override
      public String digest() {
        return "sha256:" + label;
      }

      @Override
      public ShadowRecord judge(DecisionEvent event, CapturedExchange exchange) {
        return new ShadowRecord(
            event.id(),
            event.timestamp(),
            "candidate",
            "1.0.0",
            digest(),
            opinion.of(event, exchange),
            "",
            "allow",
            "all_policies_passed",
            null,
            null,
            null,
            List.of("+ one", "- other"));
      }

      @Override
      public void close() {}
    };
  }

  private Gateway start(ShadowJudge judge) throws Exception {
    return start(Programs.of(PACK), new ShadowPacks.Candidate(judge, () -> judge));
  }

  private Gateway start(PolicyProgram program, ShadowPacks.Candidate candidate) throws Exception {
    var byGroup = new TreeMap<String, ShadowPacks.Candidate>();
    byGroup.put(Packs.COMMON, candidate);
    var served = new ServedProgram(program, List.of());
    return Gateway.start(
        House.settings(),
        new GatewayPacks(
            Packs.of(served),
            Packs.of(new SamePack(PACK)),
            UnknownGroups.REFUSE,
            new ShadowPacks(byGroup, log)),
        store);
  }

  private List<ShadowRecord> kept() throws Exception {
    try (ShadowLog reading = Ledgers.openShadowForReading(folder).orElseThrow()) {
      return reading.query(new ShadowQuery(null, null, null, Set.of(), 10));
    }
  }

  private static HttpResponse<String> ask(Gateway gateway, String prompt) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(uri(gateway, "/v1/chat/completions"))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(House.prompt(prompt)))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String metrics(Gateway gateway) throws Exception {
    return get(gateway, "/metrics");
  }

  private static String get(Gateway gateway, String path) throws Exception {
    return CLIENT
        .send(
            HttpRequest.newBuilder(uri(gateway, path)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static URI uri(Gateway gateway, String path) {
    return URI.create("http://127.0.0.1:" + gateway.port() + path);
  }

  /** A condition that may fail to be looked at. */
  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition) throws Exception {
    while (!condition.holds()) {
      Thread.sleep(Duration.ofMillis(20));
    }
  }
}
