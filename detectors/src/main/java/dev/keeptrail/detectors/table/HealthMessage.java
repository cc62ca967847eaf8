package dev.keeptrail.detectors.table;

import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of HL7 version 2 segments that hold personal values. A segment is a line, fields are
 * parted by bars and counted from one behind the segment's name; which field holds what is fixed by
 * the standard. Only what messages are made of by default is read: bars, and hats in fields.
 * Collects over the whole text; confined to one scan.
 */
final class HealthMessage {
  private static final int ID_LENGTH = 3;
  private static final int MAX_FIELDS = 64;
  private static final int MAX_FIELD = 250;
  private static final int LEAST = 2;
  private static final int DATE_LENGTH = 8;

  /** What is in a field, and the word that detectors know it by. */
  private enum Field {
    NAME("surname"),
    RECORD("mrn"),
    BORN("dob"),
    ADDRESS("home address"),
    PHONE("phone"),
    SSN("ssn"),
    LICENCE("driver license"),
    INSURED("member id");

    private final String label;

    Field(String label) {
      this.label = label;
    }
  }

  private record Place(int number, Field field) {}

  private static final Map<String, List<Place>> SEGMENTS =
      Map.of(
          "MSH", List.of(),
          "PID",
              List.of(
                  new Place(2, Field.RECORD),
                  new Place(3, Field.RECORD),
                  new Place(4, Field.RECORD),
                  new Place(5, Field.NAME),
                  new Place(6, Field.NAME),
                  new Place(7, Field.BORN),
                  new Place(9, Field.NAME),
                  new Place(11, Field.ADDRESS),
                  new Place(13, Field.PHONE),
                  new Place(14, Field.PHONE),
                  new Place(18, Field.RECORD),
                  new Place(19, Field.SSN),
                  new Place(20, Field.LICENCE)),
          "NK1",
              List.of(
                  new Place(2, Field.NAME),
                  new Place(4, Field.ADDRESS),
                  new Place(5, Field.PHONE),
                  new Place(6, Field.PHONE),
                  new Place(16, Field.BORN),
                  new Place(37, Field.SSN)),
          "GT1",
              List.of(
                  new Place(3, Field.NAME),
                  new Place(4, Field.NAME),
                  new Place(5, Field.ADDRESS),
                  new Place(6, Field.PHONE),
                  new Place(7, Field.PHONE),
                  new Place(8, Field.BORN),
                  new Place(12, Field.SSN)),
          "IN1",
              List.of(
                  new Place(16, Field.NAME),
                  new Place(18, Field.BORN),
                  new Place(19, Field.ADDRESS),
                  new Place(36, Field.INSURED),
                  new Place(49, Field.INSURED)),
          "MRG",
              List.of(
                  new Place(1, Field.RECORD),
                  new Place(3, Field.RECORD),
                  new Place(4, Field.RECORD),
                  new Place(7, Field.NAME)),
          "PV1",
              List.of(
                  new Place(7, Field.NAME),
                  new Place(8, Field.NAME),
                  new Place(9, Field.NAME),
                  new Place(17, Field.NAME),
                  new Place(19, Field.RECORD)));

  private final ScannedText text;
  private final Map<Field, IntList> values = new EnumMap<>(Field.class);

  HealthMessage(ScannedText text) {
    this.text = text;
  }

  /** Whether the bar ends the name of a segment at the start of a line. */
  static boolean isSegment(ScannedText text, int bar) {
    int start = bar - ID_LENGTH;
    char before = text.at(start - 1);
    return start >= 0
        && (start == 0 || before == '\n' || before == '\r')
        && text.at(bar) == '|'
        && SEGMENTS.containsKey(text.subSequence(start, bar));
  }

  /** Takes the segments of the line, of which there are several where carriage returns end them. */
  void read(int start, int end) {
    int at = start;
    while (at < end) {
      int next = at;
      while (next < end && text.charAt(next) != '\r') {
        next++;
      }
      if (isSegment(text, at + ID_LENGTH)) {
        segment(at, next);
      }
      at = next + 1;
    }
  }

  /** Passes on what was collected. */
  void writeTo(LabelledCells cells) {
    values.forEach((field, found) -> cells.add(field.label, found));
  }

  private void segment(int start, int end) {
    List<Place> places =
        SEGMENTS.getOrDefault(text.subSequence(start, start + ID_LENGTH), List.of());
    int at = start + ID_LENGTH;
    int next = 0;
    for (int number = 1; number <= MAX_FIELDS && next < places.size() && at < end; number++) {
      int from = at + 1;
      at = from;
      while (at < end && text.charAt(at) != '|') {
        at++;
      }
      if (places.get(next).number() == number) {
        repetitions(places.get(next).field(), from, at);
        next++;
      }
    }
  }

  /** A field may hold several values, parted by tildes. */
  private void repetitions(Field field, int start, int end) {
    int from = start;
    while (from < end) {
      int to = from;
      while (to < end && text.charAt(to) != '~') {
        to++;
      }
      value(field, from, to);
      from = to + 1;
    }
  }

  private void value(Field field, int start, int end) {
    int from = field == Field.NAME ? behindNumber(start, end) : start;
    int to =
        switch (field) {
          case NAME -> nameEnd(from, end);
          case ADDRESS -> end;
          case BORN -> Math.min(end, from + DATE_LENGTH);
          case RECORD, PHONE, SSN, LICENCE, INSURED -> componentEnd(from, end);
        };
    if (to - from >= LEAST && to - from <= MAX_FIELD) {
      IntList found = values.computeIfAbsent(field, _ -> new IntList());
      found.add(from);
      found.add(to);
    }
  }

  /** Doctors have a number before their name. */
  private int behindNumber(int start, int end) {
    int first = componentEnd(start, end);
    boolean number = first == start;
    for (int i = start; i < first && !number; i++) {
      number = CharacterKinds.isDigit(text.charAt(i));
    }
    return number ? Math.min(end, first + 1) : start;
  }

  /** Family name, given name, further ones, suffix and prefix; codes stand behind them. */
  private int nameEnd(int start, int end) {
    int last = start;
    int at = start;
    for (int part = 0; part < 5 && at <= end; part++) {
      int to = componentEnd(at, end);
      last = to > at ? to : last;
      at = to + 1;
    }
    return last;
  }

  private int componentEnd(int start, int end) {
    int at = start;
    while (at < end && text.charAt(at) != '^') {
      at++;
    }
    return at;
  }
}
