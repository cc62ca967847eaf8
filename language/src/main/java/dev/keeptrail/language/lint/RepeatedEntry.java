package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.diagnostic.RelatedPlace;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.HashMap;
import java.util.Map;

/**
 * A list of patterns holds a pattern twice, or a list of words one that differs from another in
 * case and white space at most.
 */
final class RepeatedEntry implements LintRule {
  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.REPEATED_ENTRY;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    for (WrittenList list : WrittenList.of(pack)) {
      Map<String, ValueDecl.Text> seen = new HashMap<>();
      for (ValueDecl.Text text : list.texts()) {
        boolean pattern = list.element() instanceof SettingType.Regex;
        String key = pattern ? text.value() : Term.normal(text.value());
        ValueDecl.Text first = seen.putIfAbsent(key, text);
        if (first != null) {
          advice.add(
              text.span(),
              list.pathOf(text),
              Quoted.word(text.value()) + " is in the list twice",
              "remove one of them",
              list.removal(text).orElse(null),
              new RelatedPlace(first.span(), "the first one"));
        }
      }
    }
  }
}
