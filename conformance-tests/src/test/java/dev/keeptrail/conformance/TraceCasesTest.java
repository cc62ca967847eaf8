package dev.keeptrail.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.PolicyEngine;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.decision.DecisionJson;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.redaction.Redactions;
import dev.keeptrail.engine.trace.TraceJson;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Each folder below {@code cases/trace} holds a {@code pack.yaml} and a {@code content.json}; both
 * engines must come to the decision in {@code expected.decision.json} by the steps in {@code
 * expected.trace.jsonl}.
 */
final class TraceCasesTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TestFactory
  Stream<DynamicTest> everyCase() throws IOException {
    return Repository.caseFolders("trace").stream()
        .map(folder -> DynamicTest.dynamicTest(Repository.caseName(folder), () -> check(folder)));
  }

  private static void check(Path folder) throws Exception {
    Told reference = tell(folder, PolicyEngines.named("reference"));
    assertThat(tell(folder, PolicyEngines.named("drools"))).isEqualTo(reference);
    assertAll(
        () -> Golden.verify(folder.resolve("expected.decision.json"), reference.decision()),
        () -> Golden.verify(folder.resolve("expected.trace.jsonl"), reference.trace()));
  }

  private static Told tell(Path folder, PolicyEngine engine) throws Exception {
    JsonNode content = JSON.readTree(Repository.read(folder.resolve("content.json")));
    FailMode failMode =
        content.path("fail_mode").asString("block").equals("allow")
            ? FailMode.ALLOW
            : FailMode.BLOCK;
    var options = new EngineOptions(failMode, _ -> Optional.of("a key for tests only"));
    try (PolicyProgram program = engine.load(plan(folder), options)) {
      PhaseContent phase = phaseContent(content);
      PhaseDecision decision = program.evaluate(phase);
      List<Segment> after = Redactions.apply(phase.segments(), decision.redactions());
      return new Told(DecisionJson.of(decision, after), TraceJson.of(decision.trace()));
    }
  }

  /** A decision and its trace in the form of the golden files. */
  private record Told(String decision, String trace) {}

  private static PackPlan plan(Path folder) throws IOException {
    Path file = folder.resolve("pack.yaml");
    CompiledPack compiled =
        new PackCompiler(PackSchemas.installed())
            .compileYaml(new SourceText("pack.yaml", Files.readString(file)));
    assertThat(compiled.diagnostics())
        .as(file.toString())
        .noneMatch(d -> d.severity().name().equals("ERROR"));
    PackPlan plan = compiled.plan();
    assertThat(plan).isNotNull();
    return Objects.requireNonNull(plan);
  }

  private static PhaseContent phaseContent(JsonNode content) {
    List<Segment> segments = new ArrayList<>();
    for (JsonNode segment : content.path("segments")) {
      int index = segments.size();
      Channel channel =
          Channel.valueOf(segment.path("channel").asString("content").toUpperCase(Locale.ROOT));
      String role = segment.path("role").asString("user");
      segments.add(
          new Segment(
              new Location(channel, role, index, "/messages/" + index + "/content"),
              segment.path("text").asString()));
    }
    return new PhaseContent(
        Phase.valueOf(content.path("phase").asString("input").toUpperCase(Locale.ROOT)),
        new RequestFacts("test-model", "test-provider", "/v1/chat/completions", false),
        segments,
        List.of());
  }
}
