package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Fix;
import dev.keeptrail.language.tree.ChainDecl;
import java.util.List;

/** The chain has no policy of kind {@code audit-logger}, and this installation knows the kind. */
final class NoAuditLogger implements LintRule {
  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.NO_AUDIT_LOGGER;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    ChainDecl chain = pack.own().chain();
    boolean known = pack.kind(Kinds.AUDIT_LOGGER).isPresent();
    if (chain == null || !known || pack.plan().chain().stream().anyMatch(Kinds::isAuditLogger)) {
      return;
    }
    Fix fix =
        ChainEdits.append(pack, Kinds.AUDIT_LOGGER)
            .map(edit -> new Fix("Add `audit-logger` at the end of the chain", List.of(edit)))
            .orElse(null);
    advice.add(
        chain.span(),
        "policies.chain",
        "the chain has no `audit-logger`",
        "end the chain with it: it allows everything and shows that the chain ran to its end",
        fix);
  }
}
