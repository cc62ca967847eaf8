package dev.keeptrail.language.editor;

import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.tree.ValueDecl;
import dev.keeptrail.language.yaml.YamlValues;
import org.jspecify.annotations.Nullable;

/**
 * A test file beside a pack.
 *
 * @param content null where it cannot be read
 */
record TestFile(SourceText source, @Nullable ValueDecl content) {
  static TestFile of(SourceText source) {
    return new TestFile(source, YamlValues.read(source, new Problems()).orElse(null));
  }
}
