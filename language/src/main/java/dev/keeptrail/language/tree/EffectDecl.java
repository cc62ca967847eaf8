package dev.keeptrail.language.tree;

import dev.keeptrail.language.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule does: {@code redact f "wire.masked" { marker: "X" }}.
 *
 * @param verb {@code block}, {@code redact} and so on, not checked yet
 * @param targets bindings that the effect acts on
 * @param reason the reason code; null when left out
 * @param options everything in braces
 */
public record EffectDecl(
    Span span,
    NameDecl verb,
    List<NameDecl> targets,
    @Nullable TextDecl reason,
    BlockDecl options) {
  public EffectDecl {
    targets = List.copyOf(targets);
  }
}
