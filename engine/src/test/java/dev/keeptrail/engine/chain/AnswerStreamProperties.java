package dev.keeptrail.engine.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.Packs;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.Redaction;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.redaction.Redactions;
import dev.keeptrail.language.rule.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * A client that gets an answer piece by piece gets, however the pieces are cut, exactly what the
 * redaction of the whole answer leaves, and never a character of what is masked.
 */
final class AnswerStreamProperties {
  private static final RequestFacts REQUEST =
      new RequestFacts("gpt", "simulated", "/v1/chat/completions", true);
  private static final Location CONTENT =
      new Location(Channel.CONTENT, "assistant", 0, "/choices/0/message/content");
  private static final PolicyProgram MASKING =
      load(
          Packs.chain()
              .with("dlp-filter", "action", "redact", "blocked_terms", List.of("project falcon"))
              .with("pii-detector", "redaction.marker_format", "partial"));
  private static final PolicyProgram BLOCKING =
      load(
          Packs.chain()
              .with("pii-detector", "redaction.preserve_length", true)
              .with("dlp-filter", "action", "block", "blocked_terms", List.of("project falcon")));

  private static PolicyProgram load(Packs packs) {
    try {
      return PolicyEngines.named(PolicyEngines.DEFAULT)
          .load(packs.plan(), new EngineOptions(FailMode.BLOCK, _ -> java.util.Optional.empty()));
    } catch (PlanLoadException e) {
      throw new IllegalStateException(e);
    }
  }

  @Property(tries = 250)
  void maskedWhereverItIsCut(@ForAll long seed, @ForAll @IntRange(min = 1, max = 7) int pieces) {
    check(MASKING, new Random(seed), pieces);
  }

  @Property(tries = 250)
  void stoppedWhereverItIsCut(@ForAll long seed, @ForAll @IntRange(min = 1, max = 7) int pieces) {
    check(BLOCKING, new Random(seed), pieces);
  }

  @Example
  void wholeAnswersAreHeldAndSayWhy() {
    PolicyProgram program =
        load(Packs.chain().with("pii-detector", "entities", List.of("pii.name")));
    AnswerStreams streams = program.answers();
    assertThat(streams.isRealtime()).isFalse();
    assertThat(streams.wholeTextReasons()).anyMatch(reason -> reason.contains("name"));
    TextChannel channel = streams.begin(REQUEST, List.of()).channel(CONTENT);
    assertThat(channel.append("some words, and then some more words")).isEmpty();
    assertThat(channel.text()).isEqualTo("some words, and then some more words");
  }

  @Example
  void disabledPackLetsEverythingPassAtOnce() {
    PolicyProgram program = load(Packs.chain().with("pii-detector").disabled());
    TextChannel channel = program.answers().begin(REQUEST, List.of()).channel(CONTENT);
    assertThat(channel.append("jane.doe@example.com")).isEqualTo("jane.doe@example.com");
  }

  private static void check(PolicyProgram program, Random random, int pieces) {
    String text = AnswerTexts.random(random, pieces);
    PhaseDecision decision = decide(program, text);
    assertThat(decision.faults()).isEmpty();
    for (int most : new int[] {1, 7, 50}) {
      AnswerStream answer = program.answers().begin(REQUEST, List.of());
      TextChannel channel = answer.channel(CONTENT);
      var out = new StringBuilder();
      int at = 0;
      while (at < text.length() && !answer.isStopped()) {
        int to = Math.min(text.length(), at + 1 + random.nextInt(most));
        out.append(channel.append(text.substring(at, to)));
        at = to;
      }
      finish(program, answer, channel, decision, out);
    }
  }

  private static void finish(
      PolicyProgram program,
      AnswerStream answer,
      TextChannel channel,
      PhaseDecision whole,
      StringBuilder out) {
    PhaseDecision recorded = answer.isStopped() ? decide(program, channel.text()) : whole;
    String expected = redacted(channel.text(), recorded.redactions());
    assertThat(expected).as(channel.text()).startsWith(out);
    if (recorded.verdict() == Verdict.BLOCK) {
      assertThat(whole.verdict()).as(channel.text()).isEqualTo(Verdict.BLOCK);
    } else {
      assertThat(answer.isStopped()).as(channel.text()).isFalse();
    }
  }

  private static PhaseDecision decide(PolicyProgram program, String text) {
    return program.evaluate(
        new PhaseContent(Phase.OUTPUT, REQUEST, List.of(new Segment(CONTENT, text)), List.of()));
  }

  private static String redacted(String text, List<Redaction> redactions) {
    return Redactions.apply(List.of(new Segment(CONTENT, text)), new ArrayList<>(redactions))
        .getFirst()
        .text();
  }
}
