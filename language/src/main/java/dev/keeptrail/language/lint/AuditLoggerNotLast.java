package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Fix;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.diagnostic.TextEdit;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.tree.NameDecl;
import java.util.List;
import java.util.Optional;

/** A policy other than an {@code audit-logger} runs after one. */
final class AuditLoggerNotLast implements LintRule {
  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.AUDIT_LOGGER_NOT_LAST;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    List<PolicyPlan> chain = pack.plan().chain();
    for (int i = 0; i < chain.size(); i++) {
      boolean others =
          chain.subList(i, chain.size()).stream().anyMatch(p -> !Kinds.isAuditLogger(p));
      if (Kinds.isAuditLogger(chain.get(i)) && others) {
        report(pack, chain.get(i).name(), advice);
      }
    }
  }

  private static void report(LintedPack pack, String name, Advice advice) {
    advice.add(
        pack.entry(name),
        "policies.chain",
        Quoted.word(name) + " is not the last policy of the chain",
        "move it to the end, where it shows that every policy has run",
        fix(pack, name).orElse(null));
  }

  private static Optional<Fix> fix(LintedPack pack, String name) {
    Optional<NameDecl> entry =
        pack.chainEntries().stream().filter(e -> e.text().equals(name)).findFirst();
    Optional<TextEdit> removal = entry.flatMap(e -> ChainEdits.remove(pack, e));
    Optional<TextEdit> appended = ChainEdits.append(pack, name);
    return removal.isEmpty() || appended.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Fix("Move it to the end of the chain", List.of(removal.get(), appended.get())));
  }
}
