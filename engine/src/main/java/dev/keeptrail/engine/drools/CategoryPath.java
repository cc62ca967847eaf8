package dev.keeptrail.engine.drools;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A category with its ancestors, so that "lies below this root" becomes an equality that the rule
 * network can look up: {@code pii.email} has {@code pii} at depth 1 and itself at depth 2.
 */
record CategoryPath(List<String> ancestors) {
  CategoryPath {
    ancestors = List.copyOf(ancestors);
  }

  static CategoryPath of(String category) {
    List<String> ancestors = new ArrayList<>();
    for (int dot = category.indexOf('.'); dot >= 0; dot = category.indexOf('.', dot + 1)) {
      ancestors.add(category.substring(0, dot));
    }
    ancestors.add(category);
    return new CategoryPath(ancestors);
  }

  /** How many words a root has. */
  static int depthOf(String root) {
    return (int) root.chars().filter(c -> c == '.').count() + 1;
  }

  /** The ancestor of that many words, or the empty string when the category has fewer. */
  String atDepth(int depth) {
    return depth <= ancestors.size() ? ancestors.get(depth - 1) : "";
  }

  boolean isUnder(String root) {
    return ancestors.contains(root);
  }

  /** Paths by category. Categories come from detectors and packs, never from content. */
  static final class Cache {
    private final Map<String, CategoryPath> paths = new ConcurrentHashMap<>();

    CategoryPath get(String category) {
      return paths.computeIfAbsent(category, CategoryPath::of);
    }
  }
}
