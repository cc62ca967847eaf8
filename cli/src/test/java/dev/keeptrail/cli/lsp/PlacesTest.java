package dev.keeptrail.cli.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import org.eclipse.lsp4j.Position;
import org.junit.jupiter.api.Test;

final class PlacesTest {
  /** A long document with many places is not read once for each of them. */
  @Test
  void countsTheLinesOfASourceOnce() {
    var places = new Places(new DocumentNames());
    var source = new SourceText("/packs/a.pack", "one\ntwo\nthree\n");
    var other = new SourceText("/packs/b.pack", "one\ntwo\nthree\n");

    assertThat(places.of(source)).isSameAs(places.of(source)).isNotSameAs(places.of(other));
    assertThat(places.location(new Span(source, 8, 5)).getRange().getStart())
        .isEqualTo(new Position(2, 0));
    assertThat(places.location(new Span(other, 4, 3)).getUri()).isEqualTo("file:///packs/b.pack");
  }
}
