package dev.keeptrail.engine.redaction;

import org.jspecify.annotations.Nullable;

/** Renders markers. */
public final class Markers {
  private static final String MASK = "***";

  private Markers() {}

  /**
   * The text that stands in for a value. Pseudonyms and numbered labels begin as plain labels: what
   * takes their place is settled when the whole chain has decided.
   *
   * @param value what the finding covers
   * @param length how long the masked span is; markers of length-preserving styles have this length
   */
  public static String render(
      MarkerStyle style, String label, String category, String value, int length) {
    TextRewrite rewrite = style.rewrite(category);
    if (rewrite != null) {
      return rewrite.of(value);
    }
    String marker =
        style.customFor(label, category).orElseGet(() -> formatted(style, label, category, value));
    return style.preserveLength() ? fit(marker, length) : marker;
  }

  /** The marker that says what kind of text was there and nothing else. */
  static String label(String label) {
    return "[" + label + "]";
  }

  private static String formatted(MarkerStyle style, String label, String category, String value) {
    return switch (style.format()) {
      case LABEL, PSEUDONYM -> label(label);
      case ASTERISK -> MASK;
      case PARTIAL -> PartialMarkers.render(category, value);
      case HASH -> hash(style.hashKey(), label, value);
    };
  }

  private static String hash(@Nullable HashKey key, String label, String value) {
    if (key == null) {
      throw new IllegalStateException("a hash style without a key");
    }
    // WHY: behind a colon, detectors take it for what the label names.
    return "[" + label + "~" + key.fingerprint(value) + "]";
  }

  private static String fit(String marker, int length) {
    if (marker.length() <= length) {
      return marker + "*".repeat(length - marker.length());
    }
    boolean splits = length > 0 && Character.isHighSurrogate(marker.charAt(length - 1));
    return splits ? marker.substring(0, length - 1) + "*" : marker.substring(0, length);
  }
}
