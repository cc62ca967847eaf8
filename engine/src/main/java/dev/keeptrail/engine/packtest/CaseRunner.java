package dev.keeptrail.engine.packtest;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.chain.Decisions;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.Redaction;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.packtest.CaseInputs.PhaseInput;
import dev.keeptrail.engine.packtest.CaseRun.JudgedPhase;
import dev.keeptrail.engine.pseudonym.Pseudonyms;
import dev.keeptrail.engine.redaction.StandIns;
import dev.keeptrail.language.rule.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges the phases of an input one after the other, and ends where the gateway would. */
public final class CaseRunner {
  /** The gateway's reason when a redaction has nowhere to go. */
  private static final String UNMASKABLE = "gateway.unmaskable_key";

  private CaseRunner() {}

  public static CaseRun run(PolicyProgram program, List<PhaseInput> inputs) {
    List<JudgedPhase> judged = new ArrayList<>();
    Pseudonyms pseudonyms = Pseudonyms.UNKEYED;
    for (PhaseInput input : inputs) {
      PhaseContent content = input.content().under(side(input.content(), pseudonyms));
      PhaseDecision decision = program.evaluate(content);
      pseudonyms = pseudonyms.with(StandIns.issued(content, decision.redactions()));
      judged.add(new JudgedPhase(content, decision));
      Optional<String> unmaskable = unmaskable(input, decision.redactions());
      if (stops(decision)) {
        break;
      }
      if (unmaskable.isPresent()) {
        return new CaseRun(
            judged, Verdict.BLOCK, UNMASKABLE, unmaskable.get(), input.content().phase(), null);
      }
    }
    return settled(judged);
  }

  private static Pseudonyms side(PhaseContent content, Pseudonyms pseudonyms) {
    return content.phase() == Phase.OUTPUT ? pseudonyms.closed() : pseudonyms;
  }

  private static CaseRun settled(List<JudgedPhase> judged) {
    CaseRun outcome = new CaseRun(judged, Verdict.ALLOW, Decisions.ALL_PASSED, null, null, null);
    for (JudgedPhase phase : judged) {
      PhaseDecision decision = phase.decision();
      boolean other = !decision.reasonCode().equals(Decisions.ALL_PASSED);
      boolean first = outcome.reasonCode().equals(Decisions.ALL_PASSED);
      if (decision.verdict().outranks(outcome.verdict()) || (other && first)) {
        outcome =
            new CaseRun(
                judged,
                decision.verdict(),
                decision.reasonCode(),
                decision.decisivePolicy(),
                decision.verdict() == Verdict.ALLOW ? null : phase.phase(),
                decision.message());
      }
    }
    return outcome;
  }

  private static boolean stops(PhaseDecision decision) {
    return decision.verdict() == Verdict.BLOCK || decision.verdict() == Verdict.ESCALATE;
  }

  private static Optional<String> unmaskable(PhaseInput input, List<Redaction> redactions) {
    return input.bodies().stream()
        .flatMap(body -> body.unmaskable(redactions).stream())
        .findFirst();
  }
}
