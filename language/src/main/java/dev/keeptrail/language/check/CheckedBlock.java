package dev.keeptrail.language.check;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.BlockDecl;
import dev.keeptrail.language.tree.FieldDecl;
import java.util.Optional;

/** A block with its values by name, and the places they came from. */
record CheckedBlock(BlockDecl decl, PlanValue.Mapping values) {
  /** The value of a text field that was written and is a text. */
  Optional<String> text(String name) {
    return values.entries().get(name) instanceof PlanValue.Text text
        ? Optional.of(text.value())
        : Optional.empty();
  }

  /** Whether the field was written, whatever became of its value. */
  boolean has(String name) {
    return field(name).isPresent();
  }

  /** The place of the field's value, or of the block. */
  Span valueSpan(String name) {
    return field(name).map(field -> field.value().span()).orElse(decl.span());
  }

  /** The place of the field's name, or of the block. */
  Span keySpan(String name) {
    return field(name).map(FieldDecl::span).orElse(decl.span());
  }

  String path(String name) {
    return decl.path() + "." + name;
  }

  /** Reports a required field that was not written. */
  void require(String name, String example, Problems problems) {
    if (decl.complete() && !has(name)) {
      problems.add(
          DiagnosticCode.MISSING_KEY,
          decl.span(),
          path(name),
          Quoted.word(decl.path()) + " lacks " + Quoted.word(name),
          "add " + example);
    }
  }

  private Optional<FieldDecl> field(String name) {
    return decl.fields().stream().filter(field -> field.name().equals(name)).findFirst();
  }
}
