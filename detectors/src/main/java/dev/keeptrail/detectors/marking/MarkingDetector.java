package dev.keeptrail.detectors.marking;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.marking.Markings.Marking;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.Surroundings;
import java.util.List;
import java.util.Set;

/**
 * Classification markings of governments and companies. A marking counts by where and how it is
 * written: some wherever they stand, some in capitals, some only alone on their line or after a
 * word such as "classification". The same words inside a sentence mark nothing. In the first or
 * last lines of a text, where headers and footers stand, a marking scores higher.
 */
public final class MarkingDetector implements Detector {
  private static final int MAX_LENGTH = 64;
  private static final int MAX_SIGNS = 4;

  /** Digits that no year and no count of pages has. */
  private static final int LONG_NUMBER = 5;

  private static final int EDGE = 400;
  private static final int DECORATION = 12;
  private static final int LABEL_REACH = 24;
  private static final int COMMENT = 6;
  private static final List<String> LABELS =
      List.of(
          "classification",
          "classified as",
          "sensitivity",
          "marking",
          "handling",
          "security level",
          "klassifizierung",
          "einstufung",
          "vertraulichkeit",
          "clasificación",
          "classificação",
          "classificazione",
          "confidentialité",
          "rubricering",
          "klauzula",
          "гриф",
          "密级",
          "機密性");

  /** Made only where a scanner wants it. */
  private static final class Holder {
    static final List<Marking> TABLE = Markings.read();
    static final Trigger TRIGGER = Trigger.anchors(TABLE.stream().map(Marking::text).toList());
  }

  @Override
  public String id() {
    return "marking";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public Set<String> categories() {
    return Set.of("marking.confidential", "marking.internal", "marking.restricted");
  }

  @Override
  public int maxMatchLength() {
    return MAX_LENGTH;
  }

  @Override
  public Trigger trigger() {
    return Holder.TRIGGER;
  }

  @Override
  public void detect(ScannedText text, Hits hits, FindingSink sink) {
    for (int i = 0; i < hits.count(); i++) {
      int start = hits.start(i);
      int end = hits.end(i);
      if (end - start <= MAX_LENGTH && text.isWholeWord(start, end)) {
        Marking marking = Holder.TABLE.get(hits.anchor(i));
        double score = score(text, start, end, marking);
        if (score > 0) {
          sink.add(
              start, portionEnd(text, end), marking.category(), "MARKING", score, Evidence.TERM);
        }
      }
    }
  }

  /** Abbreviations mean other things too: companies of Romania have a {@code CUI: RO12345678}. */
  private static boolean isLabelOfNumber(ScannedText text, int end) {
    int at = end;
    while (at - end < MAX_SIGNS && " :.-#\"=".indexOf(text.at(at)) >= 0) {
      at++;
    }
    int digits = at;
    while (digits - at < 2 && Character.isUpperCase(text.at(digits))) {
      digits++;
    }
    int stop = digits;
    while (stop - digits < LONG_NUMBER && CharacterKinds.isDigit(text.at(stop))) {
      stop++;
    }
    return at > end && stop - digits == LONG_NUMBER;
  }

  private static double score(ScannedText text, int start, int end, Marking marking) {
    boolean edge = start < EDGE || text.length() - end < EDGE;
    boolean alone = isAloneOnLine(text, start, end);
    if (alone && marking.place() == Markings.Place.PLACED && isOfProgram(text, start, end)) {
      return 0;
    }
    if (alone) {
      return edge ? 0.9 : 0.8;
    }
    if (isLabelOfNumber(text, end)) {
      return 0;
    }
    return switch (marking.place()) {
      case ALWAYS -> isWritten(text, start, end, marking) ? 0.85 : 0;
      case CAPITALS -> isCapitals(text, start, end) ? 0.8 : isLabelled(text, start) ? 0.7 : 0;
      case PLACED -> isLabelled(text, start) ? 0.7 : 0;
    };
  }

  /** Small, and a part of a class or a comment: {@code protected:}, {@code <!-- internal -->}. */
  private static boolean isOfProgram(ScannedText text, int start, int end) {
    String before = text.subSequence(Math.max(0, start - COMMENT), start).strip();
    boolean comment = before.endsWith("<!--") || before.endsWith("//") || before.endsWith("/*");
    return Character.isLowerCase(text.at(start)) && (comment || text.at(end) == ':');
  }

  /** Marks made of signs are written in capitals; words may be written as any. */
  private static boolean isWritten(ScannedText text, int start, int end, Marking marking) {
    return marking.text().indexOf("//") < 0 || isCapitals(text, start, end);
  }

  private static boolean isLabelled(ScannedText text, int start) {
    int at = start - 1;
    while (start - at < 4 && (text.at(at) == ' ' || text.at(at) == '"' || text.at(at) == '*')) {
      at--;
    }
    boolean sign = text.at(at) == ':' || text.at(at) == '=' || text.at(at) == '-';
    return sign && Surroundings.anyBefore(text, start, LABEL_REACH, LABELS);
  }

  private static boolean isCapitals(ScannedText text, int start, int end) {
    boolean letters = false;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (Character.isLowerCase(c)) {
        return false;
      }
      letters |= Character.isUpperCase(c);
    }
    return letters;
  }

  /** A portion mark goes on to its closing bracket or to the end of its capitals. */
  private static int portionEnd(ScannedText text, int end) {
    if (text.at(end - 1) != '/' && text.at(end - 3) != '/') {
      return end;
    }
    int at = end;
    while (at - end < MAX_LENGTH / 2 && isPortion(text.at(at))) {
      at++;
    }
    return text.at(at) == ')' ? at + 1 : at;
  }

  private static boolean isPortion(char c) {
    return (c >= 'A' && c <= 'Z') || CharacterKinds.isDigit(c) || c == '/' || c == '-';
  }

  private static boolean isAloneOnLine(ScannedText text, int start, int end) {
    int before = start - 1;
    while (start - before < DECORATION && isDecoration(text.at(before))) {
      before--;
    }
    int after = end;
    while (after - end < DECORATION && isDecoration(text.at(after))) {
      after++;
    }
    return isLineEdge(text.at(before)) && isLineEdge(text.at(after));
  }

  private static boolean isDecoration(char c) {
    return c != '\0' && " \t[](){}<>*#-_=:|!.~".indexOf(c) >= 0;
  }

  private static boolean isLineEdge(char c) {
    return c == '\0' || c == '\n' || c == '\r';
  }
}
