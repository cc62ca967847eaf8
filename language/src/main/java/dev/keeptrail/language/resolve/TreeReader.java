package dev.keeptrail.language.resolve;

import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.source.SourceReading;
import dev.keeptrail.language.tree.PackFile;
import java.util.Optional;

/** The front-ends: reads a source in the notation that its name says. */
@FunctionalInterface
public interface TreeReader {
  /** The tree, or empty when there is none; the problems say why. */
  Optional<PackFile> read(SourceReading reading, Problems problems);
}
