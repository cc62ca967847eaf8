package dev.keeptrail.language.yaml;

import dev.keeptrail.language.source.SourceReader;
import dev.keeptrail.language.source.SourceText;
import java.io.Reader;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.dataformat.yaml.YAMLFactory;

/**
 * Opens a {@link PackParser} on a source. Jackson's own bounds are set where {@link YamlLimits} and
 * the size of a source are met first, because only those are reported in an author's words. Safe
 * for any thread.
 */
final class PackParserFactory extends YAMLFactory {
  private static final long serialVersionUID = 1L;

  /** A key that is a collection takes two levels of Jackson's. */
  private static final int MAX_NESTING = 3 * YamlLimits.MAX_DEPTH;

  private static final PackParserFactory INSTANCE = new PackParserFactory();

  private PackParserFactory() {
    // WHY: the parser reads from a string and never asks for a buffer that could be used again.
    super(
        YAMLFactory.builder()
            .streamReadConstraints(constraints())
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool()));
  }

  static PackParser open(SourceText source) {
    return (PackParser)
        INSTANCE.createParser(ObjectReadContext.empty(), new WholeCharacterReader(source.text()));
  }

  @Override
  protected PackParser _createParser(ObjectReadContext context, IOContext io, Reader reader) {
    return new PackParser(this, context, io, reader);
  }

  private static StreamReadConstraints constraints() {
    return StreamReadConstraints.builder()
        .maxNestingDepth(MAX_NESTING)
        .maxNameLength(SourceReader.MAX_BYTES)
        .maxStringLength(SourceReader.MAX_BYTES)
        .build();
  }
}
