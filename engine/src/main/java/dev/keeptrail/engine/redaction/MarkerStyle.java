package dev.keeptrail.engine.redaction;

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
 */
public record MarkerStyle(
    MarkerFormat format,
    boolean preserveLength,
    Map<String, String> custom,
    @Nullable HashKey hashKey,
    boolean recorded) {
  /** Plain labels, recorded. */
  public static final MarkerStyle LABEL =
      new MarkerStyle(MarkerFormat.LABEL, false, Map.of(), null, true);

  public MarkerStyle {
    var lowered = new LinkedHashMap<String, String>();
    custom.forEach((name, marker) -> lowered.put(name.toLowerCase(Locale.ROOT), marker));
    custom = java.util.Collections.unmodifiableMap(lowered);
    if ((format == MarkerFormat.HASH) != (hashKey != null)) {
      throw new IllegalArgumentException("a key belongs to the hash format and to no other");
    }
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
}
