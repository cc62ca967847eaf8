package dev.keeptrail.language.lint;

import dev.keeptrail.language.rule.Template;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.TextDecl;
import java.util.Optional;

/** The reason codes of author-written rules, as far as they are fixed. */
final class ReasonCodes {
  private ReasonCodes() {}

  /** The code without places for values; empty when it has some. */
  static Optional<String> fixed(WrittenRule written) {
    Template code = written.rule().then().reasonCode();
    return code.isConstant() ? Optional.of(code.outline()) : Optional.empty();
  }

  /** Where it is written, or the rule's effect when it is left out. */
  static Span place(WrittenRule written) {
    TextDecl reason = written.source().decl().then().reason();
    return reason == null ? written.source().decl().then().span() : reason.span();
  }
}
