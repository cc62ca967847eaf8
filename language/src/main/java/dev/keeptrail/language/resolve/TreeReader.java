package dev.keeptrail.language.resolve;

import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.tree.PackFile;
import java.util.Optional;

/** A front-end. */
@FunctionalInterface
public interface TreeReader {
  /** The tree, or empty when there is none; the problems say why. */
  Optional<PackFile> read(SourceText source, Problems problems);
}
