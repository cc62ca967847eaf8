package dev.keeptrail.cli.lsp;

import dev.keeptrail.language.editor.Positions;
import dev.keeptrail.language.editor.Range;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import java.util.IdentityHashMap;
import org.eclipse.lsp4j.Location;

/** Puts the spans of one answer into the protocol's words; counts the lines of each source once. */
final class Places {
  private final DocumentNames names;
  private final IdentityHashMap<SourceText, Positions> counted = new IdentityHashMap<>();

  Places(DocumentNames names) {
    this.names = names;
  }

  Location location(Span span) {
    return new Location(names.address(span.source().name()), range(span));
  }

  org.eclipse.lsp4j.Range range(Span span) {
    return Answers.protocol(of(span.source()), new Range(span.offset(), span.end()));
  }

  Positions of(SourceText source) {
    return counted.computeIfAbsent(source, other -> new Positions(other.text()));
  }
}
