package dev.keeptrail.engine.redaction;

import org.jspecify.annotations.Nullable;

/** Renders markers. */
public final class Markers {
  private static final String MASK = "***";

  /** A partial marker shows at most this many characters at the end, and at most a third. */
  private static final int SHOWN_CHARACTERS = 4;

  private static final int SHOWN_SHARE = 3;

  private Markers() {}

  /**
   * The text that stands in for a value.
   *
   * @param value what the finding covers
   * @param length how long the masked span is; markers of length-preserving styles have this length
   */
  public static String render(
      MarkerStyle style, String label, String category, String value, int length) {
    String marker =
        style.customFor(label, category).orElseGet(() -> formatted(style, label, value));
    return style.preserveLength() ? fit(marker, length) : marker;
  }

  private static String formatted(MarkerStyle style, String label, String value) {
    return switch (style.format()) {
      case LABEL -> "[" + label + "]";
      case ASTERISK -> MASK;
      case PARTIAL -> partial(value);
      case HASH -> hash(style.hashKey(), label, value);
    };
  }

  private static String hash(@Nullable HashKey key, String label, String value) {
    if (key == null) {
      throw new IllegalStateException("a hash style without a key");
    }
    return "[" + label + ":" + key.fingerprint(value) + "]";
  }

  private static String partial(String value) {
    int at = value.lastIndexOf('@');
    if (at > 0 && at < value.length() - 1) {
      return lead(value.substring(0, at)) + MASK + value.substring(at);
    }
    int shown = Math.min(SHOWN_CHARACTERS, value.length() / SHOWN_SHARE);
    int start = value.length() - shown;
    boolean splits = start < value.length() && Character.isLowSurrogate(value.charAt(start));
    return MASK + value.substring(splits ? start + 1 : start);
  }

  /** The first character of the part before the at sign, where that is not most of it. */
  private static String lead(String local) {
    return local.length() < SHOWN_SHARE || Character.isSurrogate(local.charAt(0))
        ? ""
        : local.substring(0, 1);
  }

  private static String fit(String marker, int length) {
    if (marker.length() <= length) {
      return marker + "*".repeat(length - marker.length());
    }
    boolean splits = length > 0 && Character.isHighSurrogate(marker.charAt(length - 1));
    return splits ? marker.substring(0, length - 1) + "*" : marker.substring(0, length);
  }
}
