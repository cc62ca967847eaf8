package dev.keeptrail.language.yaml;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.tree.NameDecl;
import dev.keeptrail.language.tree.NameWords;

/** Reports names that pack text, which has no quotes for them, could not say. */
final class BareNames {
  private final Problems problems;

  BareNames(Problems problems) {
    this.problems = problems;
  }

  /** The name as it is, reported unless it can stand where only a name can. */
  NameDecl checked(NameDecl name, String what) {
    if (!NameWords.isName(name.text())) {
      report(name, what);
    }
    return name;
  }

  /**
   * The name as it is, reported when it is one of the words that start an item, which cannot stand
   * in the chain and in effects.
   */
  NameDecl checkedAnywhere(NameDecl name, String what) {
    if (NameWords.isName(name.text()) && !NameWords.isNameAnywhere(name.text())) {
      report(name, what);
    }
    return name;
  }

  private void report(NameDecl name, String what) {
    problems.add(
        DiagnosticCode.INVALID_NAME,
        name.span(),
        name.path(),
        Quoted.word(name.text()) + " is no name for " + what,
        NameWords.HINT);
  }
}
