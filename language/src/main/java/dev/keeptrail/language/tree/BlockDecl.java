package dev.keeptrail.language.tree;

import dev.keeptrail.language.source.Span;
import java.util.List;

/**
 * A part of the pack that is a list of named fields.
 *
 * @param path where it is, in the document's own terms
 * @param complete false when the block could not be read, so that nothing is said to be missing
 */
public record BlockDecl(Span span, String path, List<FieldDecl> fields, boolean complete) {
  public BlockDecl {
    fields = List.copyOf(fields);
  }
}
