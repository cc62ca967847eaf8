package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.rule.Effect;

/** A rule escalates and names neither a team nor a user. */
final class EscalationWithoutAssignee implements LintRule {
  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.ESCALATION_WITHOUT_ASSIGNEE;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    for (WrittenRule written : pack.rules()) {
      if (written.rule().then() instanceof Effect.Escalate escalate
          && escalate.assignee() == null) {
        advice.add(
            written.source().decl().then().verb().span(),
            written.path(),
            Quoted.word(written.rule().name()) + " escalates to nobody in particular",
            "say who is to look: `assign: {team: name}` or `assign: {user: name}`");
      }
    }
  }
}
