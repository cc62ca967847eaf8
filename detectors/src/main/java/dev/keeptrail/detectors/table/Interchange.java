package dev.keeptrail.detectors.table;

import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The elements of X12 segments that hold personal values, as insurers and hospitals exchange them:
 * segments end in a tilde or with the line, stars part their elements, and codes among these say
 * what is in the next. Collects over the whole text; confined to one scan.
 */
final class Interchange {
  private static final String SEGMENTS = "NM1 DMG REF PER ";
  private static final int ID_LENGTH = 3;
  private static final int MAX_ELEMENTS = 12;
  private static final int MAX_ELEMENT = 80;
  private static final int LEAST = 2;
  private static final int FAMILY = 3;
  private static final int GIVEN_LAST = 5;
  private static final int QUALIFIER = 8;

  private final ScannedText text;
  private final Map<String, IntList> values = new LinkedHashMap<>();

  Interchange(ScannedText text) {
    this.text = text;
  }

  /** Whether the star ends the name of a segment that may hold something. */
  static boolean isSegment(ScannedText text, int star) {
    int start = star - ID_LENGTH;
    if (start < 0 || text.at(star) != '*') {
      return false;
    }
    int before = start;
    while (text.at(before - 1) == ' ' && start - before < ID_LENGTH) {
      before--;
    }
    char c = text.at(before - 1);
    boolean opens = before == 0 || c == '\n' || c == '\r' || c == '~';
    return opens && SEGMENTS.contains(text.subSequence(start, star) + " ");
  }

  /** Takes the segments of a line. */
  void read(int start, int end) {
    int at = start;
    while (at < end) {
      while (at < end && text.charAt(at) == ' ') {
        at++;
      }
      int stop = at;
      while (stop < end && text.charAt(stop) != '~' && text.charAt(stop) != '\r') {
        stop++;
      }
      if (at + ID_LENGTH < stop && isSegment(text, at + ID_LENGTH)) {
        segment(at, stop);
      }
      at = stop + 1;
    }
  }

  /** Passes on what was collected. */
  void writeTo(LabelledCells cells) {
    values.forEach(cells::add);
  }

  private void segment(int start, int end) {
    var elements = new IntList();
    int from = start;
    for (int i = start; i <= end && elements.size() < 2 * MAX_ELEMENTS; i++) {
      if (i == end || text.charAt(i) == '*') {
        elements.add(from);
        elements.add(i);
        from = i + 1;
      }
    }
    switch (text.charAt(start)) {
      case 'N' -> named(elements);
      case 'D' -> {
        if (is(elements, 1, "D8")) {
          take(Headings.BIRTH, elements, 2);
        }
      }
      case 'R' -> take(reference(elements), elements, 2);
      default -> reached(elements);
    }
  }

  /** Somebody, with a number that a code tells the kind of. */
  private void named(IntList elements) {
    if (is(elements, 2, "1")) {
      for (int part = FAMILY; part <= GIVEN_LAST; part++) {
        take(Headings.NAME, elements, part);
      }
    }
    String label =
        is(elements, QUALIFIER, "MI")
            ? "member id"
            : is(elements, QUALIFIER, "XX") ? "npi" : is(elements, QUALIFIER, "34") ? "ssn" : null;
    take(label, elements, QUALIFIER + 1);
  }

  private @Nullable String reference(IntList elements) {
    return is(elements, 1, "SY")
        ? "ssn"
        : is(elements, 1, "EA")
            ? "mrn"
            : is(elements, 1, "1W") || is(elements, 1, "0F") ? "member id" : null;
  }

  /** Numbers under which somebody is reached, each behind its code. */
  private void reached(IntList elements) {
    for (int code = FAMILY; 2 * code + 3 < elements.size(); code += 2) {
      boolean phone =
          is(elements, code, "TE")
              || is(elements, code, "FX")
              || is(elements, code, "HP")
              || is(elements, code, "WP")
              || is(elements, code, "CP");
      take(phone ? "phone" : null, elements, code + 1);
    }
  }

  private boolean is(IntList elements, int element, String code) {
    int at = 2 * element;
    return at + 1 < elements.size()
        && elements.get(at + 1) - elements.get(at) == code.length()
        && text.subSequence(elements.get(at), elements.get(at + 1)).equals(code);
  }

  private void take(@Nullable String label, IntList elements, int element) {
    int at = 2 * element;
    if (label == null || at + 1 >= elements.size()) {
      return;
    }
    int start = elements.get(at);
    int end = elements.get(at + 1);
    boolean fits = end - start >= LEAST && end - start <= MAX_ELEMENT;
    if (fits && CharacterKinds.joinsWord(text.charAt(start))) {
      IntList found = values.computeIfAbsent(label, _ -> new IntList());
      found.add(start);
      found.add(end);
    }
  }
}
