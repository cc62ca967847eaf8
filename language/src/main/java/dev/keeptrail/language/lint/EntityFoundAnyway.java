package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.kind.PersonalData;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.List;

/**
 * The entities of a detector of personal data name what it looks for anyway. In other systems such
 * a list is all that is looked for; here it adds to that.
 */
final class EntityFoundAnyway implements LintRule {
  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.ENTITY_FOUND_ANYWAY;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    for (WrittenList list : WrittenList.of(pack)) {
      if (!list.policy().kindName().equals(Kinds.PII_DETECTOR)
          || !list.path().endsWith(".entities")) {
        continue;
      }
      List<ValueDecl.Text> anyway =
          list.texts().stream().filter(text -> isFoundAnyway(text.value())).toList();
      if (!anyway.isEmpty()) {
        report(list, anyway, advice);
      }
    }
  }

  private static void report(WrittenList list, List<ValueDecl.Text> anyway, Advice advice) {
    ValueDecl.Text first = anyway.getFirst();
    List<String> names = anyway.stream().map(ValueDecl.Text::value).toList();
    advice.add(
        first.span(),
        list.pathOf(first),
        Quoted.word(list.policy().name().text())
            + " looks for "
            + Quoted.words(names)
            + " and all other usual personal data anyway",
        "`entities` only adds to it: leave the list out, name in `exclude` what is to be left alone, or"
            + " write a rule over `finding(category under \"%s\")`".formatted(first.value()));
  }

  private static boolean isFoundAnyway(String category) {
    return PersonalData.ALWAYS.stream()
        .anyMatch(root -> category.equals(root) || category.startsWith(root + "."));
  }
}
