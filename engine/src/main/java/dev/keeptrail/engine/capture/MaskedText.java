package dev.keeptrail.engine.capture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;

/** One text with placeholders in the place of spans, and where the rest of it has gone. */
final class MaskedText {
  private final List<Span> spans;
  private final int[] starts;
  private final int[] ends;
  private final String text;

  /** A stretch of the original text, and the word for what it holds. */
  record Span(int start, int end, String label) {}

  private MaskedText(List<Span> spans, int[] starts, int[] ends, String text) {
    this.spans = spans;
    this.starts = starts;
    this.ends = ends;
    this.text = text;
  }

  /**
   * Puts placeholders in.
   *
   * @param spans in any order; those that overlap become one, with the label of the first
   * @param placeholders makes the placeholder from the label and what it stands for
   */
  static MaskedText of(
      String original, List<Span> spans, BiFunction<String, String, String> placeholders) {
    List<Span> apart = merged(spans);
    int[] starts = new int[apart.size()];
    int[] ends = new int[apart.size()];
    var text = new StringBuilder();
    int from = 0;
    for (int i = 0; i < apart.size(); i++) {
      Span span = apart.get(i);
      text.append(original, from, span.start());
      starts[i] = text.length();
      text.append(placeholders.apply(span.label(), original.substring(span.start(), span.end())));
      ends[i] = text.length();
      from = span.end();
    }
    text.append(original, from, original.length());
    return new MaskedText(apart, starts, ends, text.toString());
  }

  static List<Span> merged(List<Span> spans) {
    List<Span> sorted = new ArrayList<>(spans);
    sorted.sort(
        Comparator.comparingInt(Span::start).thenComparing(Span::end, Comparator.reverseOrder()));
    List<Span> apart = new ArrayList<>();
    for (Span span : sorted) {
      Span last = apart.isEmpty() ? null : apart.getLast();
      if (last != null && span.start() < last.end()) {
        apart.set(
            apart.size() - 1,
            new Span(last.start(), Math.max(last.end(), span.end()), last.label()));
      } else if (span.end() > span.start()) {
        apart.add(span);
      }
    }
    return apart;
  }

  String text() {
    return text;
  }

  boolean isChanged() {
    return !spans.isEmpty();
  }

  /** Where a stretch that begins at this offset of the original begins now. */
  int start(int offset) {
    int span = lastFrom(offset);
    if (span < 0) {
      return offset;
    }
    return offset < spans.get(span).end()
        ? starts[span]
        : offset - spans.get(span).end() + ends[span];
  }

  /** Where a stretch that ends before this offset of the original ends now. */
  int end(int offset) {
    int span = lastFrom(offset - 1);
    if (span < 0) {
      return offset;
    }
    return offset <= spans.get(span).end()
        ? ends[span]
        : offset - spans.get(span).end() + ends[span];
  }

  /** The last span that starts at or before the offset; -1 when there is none. */
  private int lastFrom(int offset) {
    int low = 0;
    int high = spans.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (spans.get(middle).start() <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }
}
