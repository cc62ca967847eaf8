package dev.keeptrail.language.yaml;

import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A scalar of a YAML document as it is written; for those who change the layout around it.
 *
 * @param span from its first character, or the header of a block, to its last
 * @param text what it says
 * @param plain whether it stands without quotes
 * @param path names and positions of what it is in, from the root
 */
public record WrittenScalar(Span span, String text, boolean plain, List<String> path) {
  public WrittenScalar {
    path = List.copyOf(path);
  }

  /** All values that are scalars, in document order; empty for what is no YAML document. */
  public static Optional<List<WrittenScalar>> of(SourceText source) {
    return YamlReader.read(source, new Problems())
        .map(root -> {
          List<WrittenScalar> scalars = new ArrayList<>();
          collect(root, List.of(), scalars);
          return List.copyOf(scalars);
        });
  }

  private static void collect(YamlNode node, List<String> path, List<WrittenScalar> scalars) {
    switch (node) {
      case YamlNode.Scalar(Span span, String text, boolean plain) ->
          scalars.add(new WrittenScalar(span, text, plain, path));
      case YamlNode.Sequence(Span ignored, List<YamlNode> items) -> {
        for (int i = 0; i < items.size(); i++) {
          collect(items.get(i), longer(path, Integer.toString(i)), scalars);
        }
      }
      case YamlNode.Mapping(Span ignored, List<YamlNode.Entry> entries) ->
          entries.forEach(entry -> collect(entry.value(), longer(path, entry.key()), scalars));
      case YamlNode.Invalid _ -> {
        // Was not read, so there is nothing to say of it.
      }
    }
  }

  private static List<String> longer(List<String> path, String step) {
    List<String> longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }
}
