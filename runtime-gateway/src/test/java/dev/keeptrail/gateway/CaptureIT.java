package dev.keeptrail.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.capture.CaptureReader;
import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.engine.capture.CapturedPhase;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.plan.CaptureMode;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.capture.CaptureKey;
import dev.keeptrail.ledger.capture.CaptureKeys;
import dev.keeptrail.ledger.capture.StoredCapture;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is on the disk after exchanges were captured. */
final class CaptureIT {
  private static final String KEY = "5a".repeat(32);
  private static final String MAIL = "jane.doe" + "@" + "example.com";
  private static final String TOKEN = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a";

  private static final String PACK =
      """
      pack: {name: captured, version: 1.0.0}
      providers:
        targets: [{id: sim, provider: simulated}]
      capture: CAPTURE
      policies: {chain: [prompt-injection, pii-detector, audit-logger]}
      policy:
        pii-detector: {action: redact}
      """;

  @TempDir private Path folder;

  @Test
  void aRedactedCaptureHoldsNothingSensitiveAndWhatElseWasJudged() throws Exception {
    run("redacted", "my token is " + TOKEN + ", write to " + MAIL + " about bonds");
    CapturedExchange exchange = captured(CaptureKeys.NONE);
    assertThat(exchange.mode()).isEqualTo(CaptureMode.REDACTED);
    List<CapturedPhase> phases = exchange.phases();
    assertThat(phases)
        .extracting(phase -> phase.content().phase())
        .containsExactly(Phase.INPUT, Phase.OUTPUT);
    assertThat(phases.getFirst().content().segments())
        .anyMatch(segment ->
            segment.text().matches("my token is \\[.*], write to \\[EMAIL_1] about bonds"));
    assertThat(phases.getFirst().content().facts())
        .anyMatch(fact -> fact.type() == FactType.IDENTITY && fact.toString().contains("user"));
    assertThat(phases.getFirst().asked()).contains("pii.email", "injection.override");
    assertThat(Objects.requireNonNull(phases.getFirst().decided()).fired()).isNotEmpty();
    assertThat(phases.getLast().content().facts()).anyMatch(fact -> fact.type() == FactType.USAGE);
    String all = new String(stored().captured(CaptureKeys.NONE, id()), UTF_8) + onDisk();
    assertThat(all).doesNotContain(MAIL, "jane.doe", TOKEN);
  }

  @Test
  void aFullCaptureIsSealedAndOpensWithItsKeyOnly() throws Exception {
    run("{mode: full, key_ref: {env: CAPTURE_KEY}}", "write to " + MAIL + " about bonds");
    CapturedExchange exchange =
        captured(new CaptureKeys(List.of(CaptureKey.of("00".repeat(32)), CaptureKey.of(KEY))));
    assertThat(exchange.phases().getFirst().content().segments())
        .anyMatch(segment -> segment.text().equals("write to " + MAIL + " about bonds"));
    assertThat(onDisk()).doesNotContain(MAIL, "jane.doe", "about bonds", KEY);
    assertThatThrownBy(() -> captured(CaptureKeys.NONE)).hasMessageContaining("not given");
  }

  @Test
  void aPackThatSaysNothingKeepsNothing() throws Exception {
    run("none", "what is a bond?");
    try (EventReader reader = Ledgers.openForReading(folder)) {
      assertThat(reader.lastSequence()).isEqualTo(1);
      assertThat(reader.captures(1, 1)).isEmpty();
    }
  }

  @Test
  void whatIsTooLargeIsNotKeptAndTheLedgerSaysSo() throws Exception {
    run("{mode: redacted, max_kilobytes: 1}", "what is a bond? ".repeat(100));
    assertThat(stored().omitted()).contains("too_large");
  }

  @Test
  void aGatewayThatCannotSealDoesNotStart() {
    for (String pack :
        List.of("{mode: full, key_ref: {env: MISSING}}", "{mode: full, key_ref: {env: WEAK}}")) {
      assertThatThrownBy(() -> run(pack, "hello"))
          .isInstanceOf(GatewayStartException.class)
          .hasMessageContaining("key of captures");
    }
  }

  private void run(String capture, String prompt) throws Exception {
    var secrets = new EnvironmentSecrets(Map.of("CAPTURE_KEY", KEY, "WEAK", "secret"));
    var source = new SourceText("policy-config.yaml", PACK.replace("CAPTURE", capture));
    var plan =
        Objects.requireNonNull(
            new PackCompiler(PackSchemas.installed()).compileYaml(source).plan());
    try (PolicyProgram program =
            PolicyEngines.named(PolicyEngines.DEFAULT)
                .load(plan, new EngineOptions(FailMode.BLOCK, secrets));
        EventStore store = Ledgers.openForAppend(folder, Durability.STRICT);
        var gateway = Gateway.start(House.settings().withSecrets(secrets), program, store)) {
      var request =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + gateway.port() + "/v1/chat/completions"))
              .header("content-type", "application/json")
              .header("X-User-ID", MAIL)
              .POST(HttpRequest.BodyPublishers.ofString(House.prompt(prompt)))
              .build();
      try (HttpClient client = HttpClient.newHttpClient()) {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
      }
    }
  }

  private StoredCapture stored() throws Exception {
    try (EventReader reader = Ledgers.openForReading(folder)) {
      return Objects.requireNonNull(reader.captures(1, 1).get(1L));
    }
  }

  private String id() throws Exception {
    try (EventReader reader = Ledgers.openForReading(folder)) {
      return reader.query(dev.keeptrail.ledger.EventQuery.latest(1)).getFirst().event().id();
    }
  }

  private CapturedExchange captured(CaptureKeys keys) throws Exception {
    return CaptureReader.read(stored().captured(keys, id()));
  }

  private String onDisk() throws Exception {
    var all = new StringBuilder();
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        all.append(Files.readString(file, ISO_8859_1));
      }
    }
    return all.toString();
  }
}
