package dev.keeptrail.language.yaml;

import dev.keeptrail.language.layer.LayerPlaces;
import dev.keeptrail.language.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a document writes what. */
record WrittenPlaces(YamlNode.Mapping document) implements LayerPlaces {
  @Override
  public Found find(List<String> path) {
    Span place = Span.startOf(document.span().source());
    YamlNode.Mapping at = document;
    int depth = 0;
    for (String step : path) {
      YamlNode.Entry written = entry(at, step);
      if (written == null) {
        break;
      }
      depth++;
      boolean last = depth == path.size();
      place =
          last && !DeclBuilder.isNothing(written.value())
              ? written.value().span()
              : written.keySpan();
      if (!(written.value() instanceof YamlNode.Mapping inner)) {
        break;
      }
      at = inner;
    }
    return new Found(place, depth);
  }

  private static YamlNode.@Nullable Entry entry(YamlNode.Mapping mapping, String key) {
    return mapping.entries().stream().filter(one -> one.key().equals(key)).findFirst().orElse(null);
  }
}
