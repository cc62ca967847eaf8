package dev.keeptrail.language.yaml;

import org.jspecify.annotations.Nullable;

/** Where a node is in the document; spelled out only when a problem asks for it. */
record NodePath(@Nullable NodePath parent, String step) {
  static final NodePath ROOT = new NodePath(null, "");

  NodePath key(String key) {
    return new NodePath(this, key);
  }

  NodePath index(int index) {
    return new NodePath(this, "[" + index + "]");
  }

  /** Such as {@code policies.chain[2]}; empty for the root. */
  @Override
  public String toString() {
    if (parent == null) {
      return step;
    }
    String above = parent.toString();
    return above.isEmpty() || step.startsWith("[") ? above + step : above + "." + step;
  }
}
