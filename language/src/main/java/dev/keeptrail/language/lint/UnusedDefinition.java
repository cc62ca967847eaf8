package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.tree.DefineDecl;

/** Nothing refers to a definition of the pack's own file. Imported files may define more. */
final class UnusedDefinition implements LintRule {
  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.UNUSED_DEFINITION;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    NamesInUse used = NamesInUse.of(pack.files());
    for (DefineDecl define : pack.own().definitions()) {
      String name = define.name().text();
      if (!used.contains(name)) {
        advice.add(
            define.name().span(),
            "define." + name,
            "nothing uses the definition " + Quoted.word(name),
            "remove it, or refer to it by its name");
      }
    }
  }
}
