package dev.keeptrail.detectors.table;

import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Locale;

/**
 * The names and addresses of vCards (RFC 6350), and the names of those invited in calendars (RFC
 * 5545): lines of a property, its parameters and its value, between lines that begin and end the
 * card. Only what begins as a card is read as one. Collects over the whole text; confined to one
 * scan.
 */
final class ContactCard {
  private static final String BEGIN = "begin:v";
  private static final String END = "end:v";
  private static final int MAX_PROPERTY = 40;
  private static final int MAX_VALUE = 400;
  private static final int LEAST = 2;

  /** Of a structured name: family, given, further. Prefixes and suffixes are no names. */
  private static final int NAME_PARTS = 3;

  /** An address has its box, flat, street, town, region, postcode and country. */
  private static final int ADDRESS_PARTS = 7;

  private final ScannedText text;
  private final LabelledCells cells;
  private final IntList names = new IntList();
  private int depth;

  ContactCard(ScannedText text, LabelledCells cells) {
    this.text = text;
    this.cells = cells;
  }

  /** Whether the line that starts here begins a card or a calendar. */
  static boolean begins(ScannedText text, int start) {
    return stands(text, start, BEGIN)
        && (stands(text, start + BEGIN.length(), "card")
            || stands(text, start + BEGIN.length(), "calendar")
            || stands(text, start + BEGIN.length(), "event"));
  }

  private static boolean stands(ScannedText text, int at, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (CaseFolding.fold(text.at(at + i)) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Takes a line; whether it was one of a card. */
  boolean read(int start, int end) {
    if (begins(text, start)) {
      depth++;
      return true;
    }
    if (depth == 0) {
      return false;
    }
    if (stands(text, start, END)) {
      depth--;
      return true;
    }
    int colon = colon(start, end);
    if (colon > 0) {
      property(property(start, colon), start, colon, end);
      return true;
    }
    // WHY: a card that is cut off must not hide what comes behind it. Long values go on in lines
    // that begin with a blank.
    boolean goesOn = text.at(start) == ' ' || text.at(start) == '\t';
    depth = goesOn ? depth : 0;
    return goesOn;
  }

  /** Passes on what was collected. */
  void finish() {
    cells.add(Headings.NAME, names);
  }

  /** The colon before the value: the first that stands in no quotes; -1 if there is none. */
  private int colon(int start, int end) {
    boolean quoted = false;
    for (int at = start; at < end && at - start < MAX_VALUE; at++) {
      char c = text.charAt(at);
      quoted ^= c == '"';
      if (c == ':' && !quoted) {
        return at;
      }
    }
    return -1;
  }

  /** The name of the property without its group, in capitals. */
  private String property(int start, int colon) {
    int end = start;
    int from = start;
    while (end < colon && end - start < MAX_PROPERTY && text.charAt(end) != ';') {
      from = text.charAt(end) == '.' ? end + 1 : from;
      end++;
    }
    return text.subSequence(from, end).toUpperCase(Locale.ROOT);
  }

  private void property(String name, int start, int colon, int end) {
    switch (name) {
      case "FN", "NICKNAME" -> name(colon + 1, end);
      case "N" -> {
        IntList parts = parts(colon + 1, end, NAME_PARTS);
        for (int i = 0; i < parts.size(); i += 2) {
          name(parts.get(i), parts.get(i + 1));
        }
      }
      case "ADR" -> cells.addJoined(Headings.ADDRESS, parts(colon + 1, end, ADDRESS_PARTS));
      case "ATTENDEE", "ORGANIZER" -> invited(start, colon);
      default -> {
        // Other values have signs of their own.
      }
    }
  }

  /** The parameter {@code CN} of somebody invited. */
  private void invited(int start, int colon) {
    for (int at = start; at < colon; at++) {
      if (text.charAt(at) == ';' && stands(text, at, ";cn=")) {
        int from = at + 4;
        boolean quoted = text.at(from) == '"';
        from += quoted ? 1 : 0;
        int to = from;
        while (to < colon && text.charAt(to) != (quoted ? '"' : ';')) {
          to++;
        }
        name(from, to);
      }
    }
  }

  /** The parts of a structured value that are not empty. */
  private IntList parts(int start, int end, int most) {
    var parts = new IntList();
    int from = start;
    for (int part = 0; part < most && from < end; part++) {
      int to = from;
      while (to < end && (text.charAt(to) != ';' || text.charAt(to - 1) == '\\')) {
        to++;
      }
      if (trimmedEnd(from, to) - from >= LEAST) {
        parts.add(from);
        parts.add(trimmedEnd(from, to));
      }
      from = to + 1;
    }
    return parts;
  }

  private void name(int start, int end) {
    int to = trimmedEnd(start, end);
    if (to - start >= LEAST && to - start <= MAX_VALUE) {
      names.add(start);
      names.add(to);
    }
  }

  private int trimmedEnd(int start, int end) {
    int to = end;
    while (to > start && (text.charAt(to - 1) == '\r' || text.charAt(to - 1) == ' ')) {
      to--;
    }
    return to;
  }
}
