package dev.keeptrail.language.layer;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Warns of what a layer takes away, where the layer says so. */
record Reports(Problems problems, LayerPlaces places) {
  /** What has a section of its own may stand in this one, too. */
  private static final String HOME = "gateway";

  void add(List<String> path, String message) {
    add(path, message, null);
  }

  void add(List<String> path, String message, @Nullable String hint) {
    problems.add(
        DiagnosticCode.LAYER_WEAKENS, place(path).span(), String.join(".", path), message, hint);
  }

  private LayerPlaces.Found place(List<String> path) {
    List<String> inside = new ArrayList<>(List.of(HOME));
    inside.addAll(path);
    LayerPlaces.Found own = places.find(path);
    LayerPlaces.Found other = places.find(inside);
    return other.depth() > own.depth() + 1 ? other : own;
  }
}
