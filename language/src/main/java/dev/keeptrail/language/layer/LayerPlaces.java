package dev.keeptrail.language.layer;

import dev.keeptrail.language.source.Span;
import java.util.List;

/** Where a layer writes what. */
@FunctionalInterface
public interface LayerPlaces {
  /**
   * The place of the deepest value on a path that the layer writes: the value's own, that of the
   * key where nothing is the value, and the beginning of the file where it writes none of the path.
   */
  Found find(List<String> path);

  /**
   * A place.
   *
   * @param depth how many steps of the path are written
   */
  record Found(Span span, int depth) {}
}
