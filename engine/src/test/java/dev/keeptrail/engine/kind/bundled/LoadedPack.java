package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.engine.Packs;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.redaction.Redactions;
import dev.keeptrail.language.rule.Phase;
import java.util.ArrayList;
import java.util.List;

/**
 * A pack of one policy with the detectors of the product, loaded once for the many texts of a test.
 * That both engines agree is what the cases of conformance are for.
 */
final class LoadedPack {
  private final PolicyProgram program;

  private LoadedPack(PolicyProgram program) {
    this.program = program;
  }

  static LoadedPack of(String kind, Object... settings) {
    try {
      return new LoadedPack(
          Packs.chain()
              .detectors(Detectors::pluggedScanner)
              .with(kind, settings)
              .load("reference"));
    } catch (PlanLoadException e) {
      throw new AssertionError(e);
    }
  }

  /** The reason that the policy gives for a message of a user. */
  String asked(String text) {
    return code(judge(Phase.INPUT, "user", text));
  }

  /** The reason that the policy gives for an answer. */
  String answered(String text) {
    return code(judge(Phase.OUTPUT, "assistant", text));
  }

  /** A message of a user as it goes on. */
  String edit(String text) {
    return edited(Phase.INPUT, "user", text).getFirst();
  }

  /** The choices of an answer as they are delivered. */
  List<String> delivered(String... answers) {
    return edited(Phase.OUTPUT, "assistant", answers);
  }

  private List<String> edited(Phase phase, String role, String... texts) {
    PhaseDecision decision = judge(phase, role, texts);
    return Redactions.apply(segments(role, texts), decision.redactions()).stream()
        .map(Segment::text)
        .toList();
  }

  private PhaseDecision judge(Phase phase, String role, String... texts) {
    return program.evaluate(
        new PhaseContent(
            phase,
            new RequestFacts("gpt", "simulated", "/v1/chat/completions", false),
            segments(role, texts),
            List.of()));
  }

  private static List<Segment> segments(String role, String... texts) {
    List<Segment> segments = new ArrayList<>();
    for (String text : texts) {
      int at = segments.size();
      segments.add(new Segment(new Location(Channel.CONTENT, role, at, "/" + at), text));
    }
    return segments;
  }

  private static String code(PhaseDecision decision) {
    return decision.policies().getFirst().reasonCode();
  }
}
