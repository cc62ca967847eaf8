package dev.keeptrail.language.lint;

import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.BlockDecl;

/** Places in the pack's own block. */
final class PackField {
  private PackField() {}

  /** The value of a field, or the block when it is not written. */
  static Span place(LintedPack pack, String name) {
    BlockDecl block = pack.own().pack();
    if (block == null) {
      return pack.own().span();
    }
    return block.fields().stream()
        .filter(field -> field.name().equals(name))
        .map(field -> field.value().span())
        .findFirst()
        .orElse(block.span());
  }
}
