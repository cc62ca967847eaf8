package dev.keeptrail.engine.redaction;

import dev.keeptrail.engine.decision.Redaction;
import dev.keeptrail.engine.decision.Redaction.StandIn;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one policy's markers look.
 *
 * @param preserveLength whether a marker is brought to the length of the text it stands for
 * @param custom markers that replace the format's own, by label, category or a category's last
 *     word, in lower case
 * @param hashKey the key of {@link MarkerFormat#HASH}; null for the other formats
 * @param recorded whether decision events may list each masked span
 * @param reversible whether the answer gets back what was masked in the request
 * @param rewrites what becomes of findings of these categories instead of a marker
 */
public record MarkerStyle(
    MarkerFormat format,
    boolean preserveLength,
    Map<String, String> custom,
    @Nullable HashKey hashKey,
    boolean recorded,
    boolean reversible,
    Map<String, TextRewrite> rewrites) {
  /** Plain labels, recorded. */
  public static final MarkerStyle LABEL =
      new MarkerStyle(MarkerFormat.LABEL, false, Map.of(), null, true);

  public MarkerStyle {
    var lowered = new LinkedHashMap<String, String>();
    custom.forEach((name, marker) -> lowered.put(name.toLowerCase(Locale.ROOT), marker));
    custom = java.util.Collections.unmodifiableMap(lowered);
    rewrites = Map.copyOf(rewrites);
    if ((format == MarkerFormat.HASH) != (hashKey != null)) {
      throw new IllegalArgumentException("a key belongs to the hash format and to no other");
    }
    if (reversible && (!format.canBeReversed() || preserveLength)) {
      throw new IllegalArgumentException("such markers cannot be reversed");
    }
  }

  /** A style for good. */
  public MarkerStyle(
      MarkerFormat format,
      boolean preserveLength,
      Map<String, String> custom,
      @Nullable HashKey hashKey,
      boolean recorded) {
    this(format, preserveLength, custom, hashKey, recorded, false);
  }

  /** A style that rewrites nothing. */
  public MarkerStyle(
      MarkerFormat format,
      boolean preserveLength,
      Map<String, String> custom,
      @Nullable HashKey hashKey,
      boolean recorded,
      boolean reversible) {
    this(format, preserveLength, custom, hashKey, recorded, reversible, Map.of());
  }

  /** Rewrites findings of these categories, on record. */
  public static MarkerStyle rewriting(Map<String, TextRewrite> rewrites) {
    return new MarkerStyle(MarkerFormat.LABEL, false, Map.of(), null, true, false, rewrites);
  }

  /** What becomes of findings of the category; null for a marker. */
  public @Nullable TextRewrite rewrite(String category) {
    return rewrites.get(category);
  }

  /** What records call the way in which findings of the category are edited. */
  public String formatOf(String category) {
    return rewrites.containsKey(category) ? Redaction.REWRITE : format.word();
  }

  /** Whether a marker hangs on what else is masked, so that it is known for whole texts only. */
  public boolean tellsValuesApart() {
    return format == MarkerFormat.PSEUDONYM || reversible;
  }

  /** The marker written by the pack's author for this kind of text, if there is one. */
  public Optional<String> customFor(String label, String category) {
    String lowered = category.toLowerCase(Locale.ROOT);
    String byLabel = custom.get(label.toLowerCase(Locale.ROOT));
    String byCategory = byLabel != null ? byLabel : custom.get(lowered);
    return Optional.ofNullable(
        byCategory != null
            ? byCategory
            : custom.get(lowered.substring(lowered.lastIndexOf('.') + 1)));
  }

  /**
   * What kind of marker is to take the place of the plain one once the chain has decided; null
   * where the marker is final, as an author's own is.
   */
  public @Nullable StandIn standIn(String label, String category) {
    boolean lifelike = format == MarkerFormat.PSEUDONYM;
    return (lifelike || reversible) && customFor(label, category).isEmpty()
        ? new StandIn(label, lifelike, reversible)
        : null;
  }
}
