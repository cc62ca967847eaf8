package dev.keeptrail.language.tree;

import dev.keeptrail.language.source.Span;
import java.util.List;

/**
 * The policies that run, in order.
 *
 * @param complete false when entries are left out because they could not be read
 */
public record ChainDecl(Span span, List<NameDecl> entries, boolean complete) {
  public ChainDecl {
    entries = List.copyOf(entries);
  }
}
