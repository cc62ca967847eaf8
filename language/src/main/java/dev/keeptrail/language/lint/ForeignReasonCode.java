package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.tree.PolicyDecl;
import java.util.HashSet;
import java.util.Set;

/**
 * The first part of a rule's reason code is the name of another policy of the chain or of an
 * installed kind, with underscores for hyphens.
 */
final class ForeignReasonCode implements LintRule {
  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.FOREIGN_REASON_CODE;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    Set<String> owners = new HashSet<>();
    pack.schema().kinds().forEach(kind -> owners.add(namespace(kind.name())));
    pack.plan().chain().forEach(policy -> owners.add(namespace(policy.name())));
    for (WrittenRule written : pack.rules()) {
      ReasonCodes.fixed(written)
          .map(code -> code.substring(0, Math.max(0, code.indexOf('.'))))
          .filter(owners::contains)
          .filter(space -> !space.equals(namespace(written.policy().name())))
          .filter(space -> !space.equals(PolicyDecl.RULES))
          .ifPresent(space -> report(space, written, advice));
    }
  }

  private static void report(String space, WrittenRule written, Advice advice) {
    advice.add(
        ReasonCodes.place(written),
        written.path(),
        "reason codes that start with "
            + Quoted.word(space)
            + " belong to "
            + Quoted.word(space.replace('_', '-')),
        "start it with " + Quoted.word(namespace(written.policy().name())));
  }

  private static String namespace(String name) {
    return name.replace('-', '_');
  }
}
