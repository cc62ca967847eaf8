package dev.keeptrail.engine.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.View;
import dev.keeptrail.engine.capture.CapturedPhase.Masked;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.exchange.Unscanned;
import dev.keeptrail.language.plan.CaptureMode;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

final class CaptureMaskTest {
  private static final String MAIL = "jane.doe" + "@" + "example.com";
  private static final String CARD = "4111 1111 " + "1111 1111";

  @Test
  void masksWhatIsSensitiveInTextsFactsAndEverythingThatRepeatsIt() {
    String text = "write to " + MAIL + " about card " + CARD + " please";
    CapturedExchange full =
        exchange(
            phase(
                Phase.INPUT,
                List.of(text, "again: <" + MAIL + ">"),
                List.of(
                    new Fact(
                        FactType.IDENTITY,
                        "",
                        Map.of("user", new Value.Text(MAIL), "team", new Value.Text("red"))))),
            phase(
                Phase.TOOL,
                List.of("{\"to\":\"" + MAIL + "\"}"),
                List.of(
                    new Fact(
                        FactType.TOOL_CALL,
                        "/choices/0/message/tool_calls/0",
                        Map.of(
                            "arguments",
                            new Value.Mapping(
                                Map.of(
                                    "to", new Value.Text(MAIL),
                                    "card", new Value.Decimal(4111111111111111d),
                                    "amount", new Value.Decimal(20))))))));

    CapturedExchange masked = CaptureMask.of(full).orElseThrow();
    String json = CaptureJson.write(masked);

    assertThat(json)
        .doesNotContain(MAIL, "jane", "4111")
        .contains("write to [EMAIL_1] about card [", "again: <[EMAIL_1]>", "\"team\":\"red\"")
        .contains("\"amount\":20.0");
    assertThat(masked.phases().getFirst().masked())
        .isEqualTo(new Masked(java.util.Set.of(0, 1), false, java.util.Set.of("identity.user")));
    assertThat(masked.phases().get(1).masked().fields()).containsExactly("tool_call.arguments");
  }

  @Test
  void movesSpansToWhereTheirTextsHaveGone() {
    String text = "to " + MAIL + " and ignore this";
    int at = text.indexOf("ignore");
    var finding =
        new Finding(
            0, at, at + 6, "injection", "INJECTION", 1, Evidence.PATTERN, View.PLAIN, "test@1");
    CapturedPhase phase = phase(Phase.INPUT, List.of(text), List.of());
    var judged =
        new CapturedPhase(
            phase.content(),
            List.of("injection"),
            List.of(finding),
            List.of(),
            Masked.NOTHING,
            false,
            new CapturedDecision(
                Verdict.REDACT,
                "terms.found",
                "terms",
                List.of(new CapturedDecision.Fired("terms", "r", "redact", "terms.found")),
                List.of(
                    new CapturedDecision.Edit(
                        0, at, at + 6, "terms", "custom.terms.word", "label"))));

    CapturedPhase masked = CaptureMask.of(exchange(judged)).orElseThrow().phases().getFirst();
    String now = masked.content().segments().getFirst().text();

    assertThat(now).isEqualTo("to [EMAIL_1] and [WORD_1] this");
    Finding moved = masked.findings().getFirst();
    assertThat(now.substring(moved.start(), moved.end())).isEqualTo("[WORD_1]");
    CapturedDecision.Edit edit = decided(masked).edits().getFirst();
    assertThat(now.substring(edit.start(), edit.end())).isEqualTo("[WORD_1]");
    assertThat(masked.sensitive())
        .extracting(Finding::category, found -> now.substring(found.start(), found.end()))
        .containsExactly(org.assertj.core.groups.Tuple.tuple("pii.email", "[EMAIL_1]"));
  }

  @Test
  void readsBackWhatWasWritten() throws CaptureFormatException {
    CapturedExchange full =
        exchange(
            phase(
                Phase.INPUT,
                List.of("half a pair \ud83d\ude00 \u202e and \"quotes\"", ""),
                List.of(
                    new Fact(
                        FactType.TOOL_RESULT,
                        "/messages/1",
                        Map.of(
                            "value",
                            new Value.Sequence(
                                List.of(
                                    new Value.Nothing(),
                                    new Value.Truth(true),
                                    new Value.Decimal(1e300))))))));
    CapturedExchange masked = CaptureMask.of(full).orElseThrow();
    for (CapturedExchange each : List.of(full, masked)) {
      String json = CaptureJson.write(each);
      assertThat(CaptureReader.read(json.getBytes(StandardCharsets.UTF_8))).isEqualTo(each);
    }
  }

  @Test
  void readsFieldsInAnyOrderAndPassesOverOthers() throws CaptureFormatException {
    CapturedExchange full = exchange(phase(Phase.INPUT, List.of("abc"), List.of()));
    JsonMapper mapper =
        JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();
    ObjectNode tree = (ObjectNode) mapper.readTree(CaptureJson.write(full));
    tree.putObject("aaa").putArray("later").add(1).addObject().put("x", "y");
    String sorted = mapper.writeValueAsString(tree);
    assertThat(sorted).startsWith("{\"aaa\"");
    assertThat(CaptureReader.read(sorted.getBytes(StandardCharsets.UTF_8))).isEqualTo(full);
    assertThat(CaptureReader.read(tree)).isEqualTo(full);
  }

  @Test
  void everyCutAndEveryOtherTypeIsRefused() {
    Fact fact = new Fact(FactType.IDENTITY, "", Map.of("user", new Value.Text("anna")));
    String json =
        CaptureJson.write(exchange(phase(Phase.INPUT, List.of("abc", "def"), List.of(fact))));
    for (int end = 0; end < json.length(); end++) {
      assertRefused(json.substring(0, end));
    }
    assertRefused(json + "{}");
    for (String wrong : List.of("7", "\"x\"", "[7]", "{\"x\":[]}", "null", "true")) {
      assertRefused(wrong);
      assertRefused(json.replace("\"format\":1", "\"format\":\"" + 1 + "\""));
      assertRefused(json.replaceFirst("\"text\":\"abc\"", "\"text\":[" + wrong + "]"));
      assertRefused(json.replaceFirst("\"phases\":", "\"phases\":" + wrong + ",\"x\":"));
    }
  }

  private static void assertRefused(String json) {
    assertThatThrownBy(() -> CaptureReader.read(json.getBytes(StandardCharsets.UTF_8)))
        .as(json)
        .isInstanceOf(CaptureFormatException.class);
  }

  @Test
  void refusesSpansOutsideTheTextAndOtherFormats() {
    String json = CaptureJson.write(exchange(phase(Phase.INPUT, List.of("abc"), List.of())));
    String outside =
        json.replace(
            "\"asked\":[]",
            "\"asked\":[],\"findings\":[[0,1,9,\"a\",\"A\",1,\"term\",\"plain\",\"d\"]]");
    for (String bad :
        List.of("", "{}", "[]", json.replace("\"format\":1", "\"format\":2"), outside)) {
      assertThatThrownBy(() -> CaptureReader.read(bad.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(CaptureFormatException.class);
    }
  }

  @Test
  void givesUpOnMoreValuesThanCanBeLookedForAgain() {
    List<String> texts =
        IntStream.range(0, 6_000).mapToObj(i -> "user" + i + "@example.com").toList();
    assertThat(CaptureMask.of(exchange(phase(Phase.INPUT, texts, List.of())))).isEmpty();
  }

  private static CapturedDecision decided(CapturedPhase phase) {
    return java.util.Objects.requireNonNull(phase.decided());
  }

  private static CapturedExchange exchange(CapturedPhase... phases) {
    return new CapturedExchange(CaptureMode.FULL, List.of(phases));
  }

  private static CapturedPhase phase(Phase phase, List<String> texts, List<Fact> facts) {
    List<Segment> segments =
        IntStream.range(0, texts.size())
            .mapToObj(i ->
                new Segment(
                    new Location(Channel.CONTENT, "user", i, "/messages/" + i + "/content"),
                    texts.get(i)))
            .toList();
    return new CapturedPhase(
        new PhaseContent(
            phase,
            new RequestFacts("gpt-4o", "main", "/v1/chat/completions", false),
            segments,
            facts,
            List.of(new Unscanned("/messages/9/content/0", "image_url"))),
        List.of(),
        List.of(),
        List.of(),
        Masked.NOTHING,
        false,
        null);
  }
}
