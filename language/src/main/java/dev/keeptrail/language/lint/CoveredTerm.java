package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.diagnostic.RelatedPlace;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.tree.PolicyDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * In a policy that blocks on every term and compares exactly, the words of one term stand in a row
 * inside another term: whatever the longer one finds, the shorter one found.
 */
final class CoveredTerm implements LintRule {
  private static final int MAX_WORDS = 12;

  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.COVERED_TERM;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    for (WrittenList list : WrittenList.of(pack)) {
      if (list.element() instanceof SettingType.Text && blocks(pack, list.policy())) {
        Map<String, ValueDecl.Text> terms = new HashMap<>();
        list.texts().forEach(text -> terms.putIfAbsent(Term.normal(text.value()), text));
        list.texts().forEach(text -> check(list, text, terms, advice));
      }
    }
  }

  private static void check(
      WrittenList list, ValueDecl.Text text, Map<String, ValueDecl.Text> terms, Advice advice) {
    List<String> words = Term.words(text.value());
    if (words.size() > MAX_WORDS) {
      return;
    }
    for (int from = 0; from < words.size(); from++) {
      for (int to = from + 1; to <= words.size(); to++) {
        ValueDecl.Text shorter = terms.get(String.join(" ", words.subList(from, to)));
        if (shorter != null && to - from < words.size()) {
          report(list, text, shorter, advice);
          return;
        }
      }
    }
  }

  private static void report(
      WrittenList list, ValueDecl.Text text, ValueDecl.Text shorter, Advice advice) {
    advice.add(
        text.span(),
        list.pathOf(text),
        Quoted.word(text.value()) + " adds nothing to " + Quoted.word(shorter.value()),
        "remove the longer one, or the shorter one if it blocks too much",
        list.removal(text).orElse(null),
        new RelatedPlace(shorter.span(), "found in every text that has the longer one"));
  }

  private static boolean blocks(LintedPack pack, PolicyDecl policy) {
    return pack.plan().chain().stream()
        .filter(plan -> plan.name().equals(policy.name().text()))
        .anyMatch(plan ->
            PlanSettings.is(plan, "action", "block")
                && !PlanSettings.isTrue(plan, "fuzzy_matching"));
  }
}
