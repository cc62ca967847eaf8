package dev.keeptrail.engine.capture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The placeholders of one exchange: a label and a number, the same for the same value. One thread.
 */
final class Placeholders {
  /** Shorter values stand in too many other texts by chance. */
  private static final int MIN_SPREAD = 5;

  /** How many comparisons of characters finding all values again may take. */
  private static final long MAX_WORK = 50_000_000;

  private final Map<String, String> byValue = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final List<String> values = new ArrayList<>();

  /** What stands in the place of the value. */
  String of(String label, String value) {
    return byValue.computeIfAbsent(
        value,
        added -> {
          if (added.length() >= MIN_SPREAD) {
            values.add(added);
          }
          return "[" + label + "_" + counts.merge(label, 1, Integer::sum) + "]";
        });
  }

  /** The word for a category where nobody named one. */
  static String label(String category) {
    String last = category.substring(category.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
    var label = new StringBuilder();
    for (int i = 0; i < last.length(); i++) {
      char c = last.charAt(i);
      boolean plain = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      label.append(plain ? c : '_');
    }
    return label.isEmpty() ? "MASKED" : label.toString();
  }

  /** Whether looking for every value again in so much text would take too long. */
  boolean isTooMuch(long characters) {
    return values.size() * characters > MAX_WORK;
  }

  /** Where a value that is masked elsewhere stands again. */
  List<MaskedText.Span> again(String text) {
    List<MaskedText.Span> spans = new ArrayList<>();
    for (String value : values) {
      int at = text.indexOf(value);
      while (at >= 0) {
        spans.add(new MaskedText.Span(at, at + value.length(), labelOf(value)));
        at = text.indexOf(value, at + value.length());
      }
    }
    return spans;
  }

  /** Whether the text is a part of a value, so that it would give a part away. */
  boolean isPart(String text) {
    return text.length() >= MIN_SPREAD && values.stream().anyMatch(value -> value.contains(text));
  }

  private String labelOf(String value) {
    String placeholder = byValue.getOrDefault(value, "[MASKED_0]");
    return placeholder.substring(1, placeholder.lastIndexOf('_'));
  }
}
