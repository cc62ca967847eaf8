package dev.keeptrail.language.editor;

import dev.keeptrail.language.source.Span;
import java.util.ArrayList;
import java.util.List;

/** Finds the places of a template in the source that holds it. */
final class Placeholders {
  private Placeholders() {}

  /** What stands between unescaped braces, braces left out, in order. */
  static List<Span> in(Span template) {
    String text = template.source().text();
    int end = Math.min(template.end(), text.length());
    List<Span> places = new ArrayList<>();
    int open = -1;
    for (int i = template.offset(); i < end; i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '{') {
        open = i + 1;
      } else if (c == '}' && open >= 0) {
        places.add(new Span(template.source(), open, i - open));
        open = -1;
      }
    }
    return places;
  }

  static String text(Span place) {
    return place.source().text().substring(place.offset(), place.end());
  }
}
