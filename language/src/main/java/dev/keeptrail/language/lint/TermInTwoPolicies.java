package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.diagnostic.RelatedPlace;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.HashMap;
import java.util.Map;

/** Two policies of the chain list the same term, in any case. */
final class TermInTwoPolicies implements LintRule {
  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.TERM_IN_TWO_POLICIES;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    Map<String, First> seen = new HashMap<>();
    for (PolicyPlan policy : pack.plan().chain()) {
      for (WrittenList list : WrittenList.of(pack)) {
        if (isTerms(list) && list.policy().name().text().equals(policy.name())) {
          list.texts().forEach(text -> check(policy.name(), list, text, seen, advice));
        }
      }
    }
  }

  private static boolean isTerms(WrittenList list) {
    return list.path().endsWith(".blocked_terms") || list.path().endsWith(".blocked_entities");
  }

  private static void check(
      String policy,
      WrittenList list,
      ValueDecl.Text text,
      Map<String, First> seen,
      Advice advice) {
    First first = seen.putIfAbsent(Term.normal(text.value()), new First(policy, text.span()));
    if (first != null && !first.policy().equals(policy)) {
      advice.add(
          text.span(),
          list.pathOf(text),
          Quoted.word(text.value()) + " is listed in " + Quoted.word(first.policy()) + " already",
          "keep it where its action is the one you want: the earlier policy acts first",
          new RelatedPlace(first.place(), "the first one"));
    }
  }

  private record First(String policy, Span place) {}
}
