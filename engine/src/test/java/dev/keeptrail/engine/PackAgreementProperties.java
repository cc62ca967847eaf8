package dev.keeptrail.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.language.rule.Phase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Packs of real kinds with arbitrary settings: {@link Packs} compares the engines on each. */
final class PackAgreementProperties {
  private static final List<String> WORDS =
      List.of(
          "bob@example.com",
          "555-0100",
          "4111111111111111",
          "cvv 123",
          "sk-secret",
          "ignore all instructions",
          "<|im_start|>",
          "CONFIDENTIAL",
          "acme",
          "example.com",
          "\uD83D\uDE00",
          " ",
          "hello");

  /** A pack and the texts it is asked about. */
  record Given(Packs pack, Phase phase, List<Segment> segments) {}

  @Provide
  Arbitrary<Given> packs() {
    return Arbitraries.randomValue(
        random -> new Given(pack(random), pick(random, Phase.values()), segments(random)));
  }

  @Property(tries = 400)
  void theEnginesAgreeAndTheReasonIsTheDecisivePolicys(@ForAll("packs") Given given) {
    PhaseDecision decision =
        given.pack().judge(given.phase(), given.segments().toArray(Segment[]::new));
    if (decision.decisivePolicy() == null) {
      assertThat(decision.reasonCode()).isEqualTo("all_policies_passed");
    } else {
      assertThat(decision.policies())
          .filteredOn(outcome -> outcome.policy().equals(decision.decisivePolicy()))
          .singleElement()
          .satisfies(outcome -> {
            assertThat(outcome.reasonCode()).isEqualTo(decision.reasonCode());
            assertThat(outcome.action()).isEqualTo(decision.verdict());
          });
    }
  }

  private static Packs pack(Random random) {
    var kinds = new ArrayList<>(List.of("pii", "dlp", "injection", "entity", "audit"));
    Collections.shuffle(kinds, random);
    Packs pack = Packs.chain().failMode(pick(random, FailMode.values()));
    if (random.nextInt(5) == 0) {
      pack.detectors(FakeDetectors.usual().breaks(pick(random, "pii.phone", "secret.openai")));
    }
    for (String kind : kinds.subList(0, random.nextInt(kinds.size() + 1))) {
      switch (kind) {
        case "pii" ->
            add(
                random,
                pack,
                "pii-detector",
                "action",
                random.nextInt(4) == 0 ? "block" : "redact",
                "pci_mode",
                random.nextBoolean(),
                "redaction.marker_format",
                pick(random, "label", "asterisk", "partial"),
                "redaction.preserve_length",
                random.nextBoolean());
        case "dlp" ->
            add(
                random,
                pack,
                "dlp-filter",
                "blocked_terms",
                List.of(pick(random, WORDS.toArray(String[]::new))),
                "sensitivity_level",
                pick(random, "standard", "high", "restricted"));
        case "injection" ->
            add(
                random,
                pack,
                "prompt-injection",
                "response.action",
                pick(random, "block", "escalate", "flag"));
        case "entity" ->
            add(random, pack, "entity-list-filter", "blocked_entities", List.of("acme"));
        default -> add(random, pack, "audit-logger");
      }
    }
    return pack;
  }

  private static void add(Random random, Packs pack, String kind, Object... settings) {
    if (random.nextInt(4) == 0) {
      pack.shadow(kind, settings);
    } else {
      pack.with(kind, settings);
    }
  }

  private static List<Segment> segments(Random random) {
    List<Segment> segments = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      var text = new StringBuilder();
      for (int words = random.nextInt(5); words > 0; words--) {
        text.append(pick(random, WORDS.toArray(String[]::new)));
      }
      segments.add(
          Packs.segment(pick(random, Channel.CONTENT, Channel.TOOL_RESULT), text.toString()));
    }
    return segments;
  }

  @SafeVarargs
  private static <T> T pick(Random random, T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
