package dev.keeptrail.gateway.trial;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.decision.Redaction;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.packtest.CaseInputs.PhaseInput;
import dev.keeptrail.engine.packtest.CaseRun;
import dev.keeptrail.engine.packtest.CaseRun.JudgedPhase;
import dev.keeptrail.engine.packtest.CaseRunner;
import java.util.ArrayList;
import java.util.List;

/** Judges every phase that a stored input reaches, and ends where the gateway would. */
public final class InputTrial {
  private final PolicyProgram program;

  public InputTrial(PolicyProgram program) {
    this.program = program;
  }

  public TrialOutcome run(List<PhaseInput> phases) {
    CaseRun run = CaseRunner.run(program, phases);
    boolean delivered = run.verdict() == Verdict.ALLOW || run.verdict() == Verdict.REDACT;
    return new TrialOutcome(
        run.verdict(), run.reasonCode(), run.policy(), delivered ? redactions(run) : List.of());
  }

  private static List<String> redactions(CaseRun run) {
    List<String> redactions = new ArrayList<>();
    for (JudgedPhase phase : run.phases()) {
      phase.decision().redactions().forEach(edit -> redactions.add(describe(phase, edit)));
    }
    return redactions;
  }

  private static String describe(JudgedPhase phase, Redaction edit) {
    return "%s %s %d-%d %s by %s as %s"
        .formatted(
            phase.phase().word(),
            phase.content().segments().get(edit.segment()).location().pointer(),
            edit.start(),
            edit.end(),
            edit.category(),
            edit.policy(),
            edit.format());
  }
}
