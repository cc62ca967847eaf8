package dev.keeptrail.language.tree;

import dev.keeptrail.language.source.Span;
import java.util.List;

/**
 * A part of the pack that is a list of named fields.
 *
 * @param path where it is, in the document's own terms
 */
public record BlockDecl(Span span, String path, List<FieldDecl> fields) {
  public BlockDecl {
    fields = List.copyOf(fields);
  }
}
