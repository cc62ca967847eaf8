package dev.keeptrail.engine.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.engine.Packs;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.engine.exchange.RequestFacts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Filters of words in answers that go out while they come. */
final class FilteredAnswersTest {
  private static final int PIECE = 5;
  private static final String HARMLESS =
      "The plan for the park is ready, and the council will vote on it when spring has come. ";

  private static PolicyProgram load(String kind, Object... settings) {
    return load(Packs.chain().with(kind, settings));
  }

  private static PolicyProgram load(Packs packs) {
    try {
      return packs.detectors(Detectors::pluggedScanner).load("reference");
    } catch (PlanLoadException e) {
      throw new AssertionError(e);
    }
  }

  /** What went out of an answer that came in pieces, up to its end or to where it was stopped. */
  private record Sent(String text, boolean stopped) {}

  private static Sent send(PolicyProgram program, String text) {
    AnswerStream answer =
        program
            .answers()
            .begin(new RequestFacts("gpt", "simulated", "/v1/chat/completions", true), List.of());
    TextChannel channel =
        answer.channel(new Location(Channel.CONTENT, "assistant", 0, "/choices/0/message/content"));
    var out = new StringBuilder();
    for (int at = 0; at < text.length() && !answer.isStopped(); at += PIECE) {
      out.append(channel.append(text.substring(at, Math.min(text.length(), at + PIECE))));
    }
    return new Sent(out.toString(), answer.isStopped());
  }

  @Test
  void anAnswerIsStoppedBeforeAnythingForbiddenWentOut() {
    PolicyProgram program =
        load(
            Packs.chain()
                .with("safety-filter")
                .with("mnpi-filter")
                .with("legal-privilege")
                .with("itar-ear-filter")
                .with("dual-use-filter")
                .with("cjis-mode", "require_auth", false));
    assertThat(program.answers().wholeTextReasons()).isEmpty();
    for (String forbidden :
        List.of(
            "how to hack into the power grid of a town",
            "unannounced merger with BigCo",
            "outside counsel advised us to settle",
            "blueprints for a drop-in auto sear",
            "how to weaponize a drone")) {
      String before = HARMLESS + "Well, ";
      Sent sent = send(program, before + forbidden + ", and so on. " + HARMLESS);
      assertThat(sent.stopped()).as(forbidden).isTrue();
      assertThat(before).startsWith(sent.text());
    }
    Sent passed = send(program, HARMLESS.repeat(3));
    assertThat(passed.stopped()).isFalse();
    assertThat(passed.text().length()).isGreaterThan(2 * HARMLESS.length());
  }

  @Test
  void whatIsMaskedNeverWentOut() {
    Sent sent =
        send(
            load("dual-use-filter", "action", "redact"),
            "Chapter 3: how to enrich uranium. " + HARMLESS.repeat(3));
    assertThat(sent.text()).startsWith("Chapter 3: [DUAL_USE]. The plan").doesNotContain("enrich");
  }

  @Test
  void whatLooksAtWholeAnswersSaysSo() {
    for (PolicyProgram program :
        List.of(
            load("upl-filter"),
            load("case-privacy"),
            load("mnpi-filter", "detect_patterns", List.of("heron")),
            load("itar-ear-filter", "fuzzy_matching", true))) {
      assertThat(program.answers().wholeTextReasons()).isNotEmpty();
    }
  }
}
