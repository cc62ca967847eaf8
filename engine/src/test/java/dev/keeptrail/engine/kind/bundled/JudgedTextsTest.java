package dev.keeptrail.engine.kind.bundled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.engine.Packs;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.language.rule.Phase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What kinds with tables of words and patterns of our own find in answers, and what they leave
 * alone: a table of texts for each.
 */
final class JudgedTextsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"bias-monitor", "code-sanitizer", "financial-compliance", "healthcare-compliance"})
  void findsWhatItIsThereForAndNothingElse(String kind) throws Exception {
    List<String> wrong = new ArrayList<>();
    int texts = 0;
    try (var program =
        Packs.chain().with(kind).detectors(Detectors::pluggedScanner).load("reference")) {
      for (String line : ResourceLines.of(kind + ".txt")) {
        boolean wanted = line.startsWith("!");
        String text = (wanted ? line.substring(1) : line).replace("\\n", "\n");
        String code = codeOf(program, text);
        if (code.equals(kind.replace('-', '_') + ".clean") == wanted) {
          wrong.add(code + ": " + line);
        }
        texts++;
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(texts).isGreaterThan(20);
  }

  private static String codeOf(PolicyProgram program, String text) {
    var answer = new Location(Channel.CONTENT, "assistant", 0, "/choices/0/message/content");
    var content =
        new PhaseContent(
            Phase.OUTPUT,
            new RequestFacts("gpt", "simulated", "/v1/chat/completions", false),
            List.of(new Segment(answer, text)),
            List.of());
    return program.evaluate(content).policies().getFirst().reasonCode();
  }
}
