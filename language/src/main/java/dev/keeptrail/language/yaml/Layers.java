package dev.keeptrail.language.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lays one document over another, as a JSON merge patch does (RFC 7396): mappings are merged key by
 * key, nothing as a value takes the key away, and everything else is replaced, lists as a whole.
 * What comes from either document keeps its place in it.
 */
final class Layers {
  private static final List<YamlNode.Entry> NOTHING_BELOW = List.of();

  private Layers() {}

  /** The lower document as the upper one changes it. */
  static YamlNode.Mapping over(YamlNode.Mapping lower, YamlNode.Mapping upper) {
    return new YamlNode.Mapping(lower.span(), merged(lower.entries(), upper.entries()));
  }

  private static List<YamlNode.Entry> merged(
      List<YamlNode.Entry> lower, List<YamlNode.Entry> upper) {
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    lower.forEach(entry -> entries.put(entry.key(), entry));
    for (YamlNode.Entry entry : upper) {
      if (DeclBuilder.isNothing(entry.value())) {
        entries.remove(entry.key());
      } else {
        YamlNode.Entry below = entries.get(entry.key());
        entries.put(entry.key(), below == null ? onNothing(entry) : over(below, entry));
      }
    }
    return new ArrayList<>(entries.values());
  }

  /** Nothing stands for absence in the upper document, however deep. */
  private static YamlNode.Entry onNothing(YamlNode.Entry entry) {
    return entry.value() instanceof YamlNode.Mapping mapping
        ? with(entry, mapping, merged(NOTHING_BELOW, mapping.entries()))
        : entry;
  }

  private static YamlNode.Entry over(YamlNode.Entry lower, YamlNode.Entry upper) {
    return lower.value() instanceof YamlNode.Mapping below
            && upper.value() instanceof YamlNode.Mapping above
        ? with(lower, below, merged(below.entries(), above.entries()))
        : onNothing(upper);
  }

  private static YamlNode.Entry with(
      YamlNode.Entry entry, YamlNode.Mapping mapping, List<YamlNode.Entry> entries) {
    return new YamlNode.Entry(
        entry.keySpan(), entry.key(), new YamlNode.Mapping(mapping.span(), entries));
  }
}
