package dev.keeptrail.detectors.text;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A number behind the name of who gave it out, where that stands between label and number, as in
 * {@code Insurance: Harbor Mutual of Ohio, W2298 41170}. Stateless.
 */
final class IssuedValue {
  private static final int MAX_WORDS = 5;
  private static final int MAX_REACH = 64;
  private static final int MAX_TOKEN = 24;
  private static final int MIN_FURTHER = 4;

  /** Between the words of a name, or between name and number. */
  private static final Set<String> SMALL =
      Set.of(
          "of",
          "and",
          "the",
          "for",
          "de",
          "des",
          "der",
          "du",
          "la",
          "member",
          "subscriber",
          "id",
          "no",
          "number",
          "nr",
          "policy",
          "mitglied",
          "membre");

  /** What says that the number is something else. */
  private static final Set<String> OTHER =
      Set.of(
          "tel",
          "phone",
          "fax",
          "call",
          "dob",
          "born",
          "age",
          "room",
          "zip",
          "date",
          "group",
          "grp",
          "plan",
          "ssn",
          "mrn",
          "npi",
          "dea",
          "effective",
          "since",
          "copay",
          "box",
          "ext",
          "claim",
          "suite",
          "from",
          "until");

  private IssuedValue() {}

  /** The number, if a name of some words with capitals and nothing else comes before it. */
  static Optional<LabelledValue> after(ScannedText text, int labelEnd) {
    int at = labelEnd;
    int words = 0;
    while (at - labelEnd <= MAX_REACH && words <= MAX_WORDS) {
      char c = text.at(at);
      if (c == ' ' || c == ':' || c == ',' || c == '&' || c == '(' || c == ')' || c == '#') {
        at++;
        continue;
      }
      int end = tokenEnd(text, at);
      if (end == at) {
        break;
      }
      if (hasDigit(text, at, end)) {
        return words > 0 ? value(text, at, end) : Optional.empty();
      }
      String word = text.subSequence(at, end).toLowerCase(Locale.ROOT);
      boolean small = words > 0 && SMALL.contains(word);
      if (OTHER.contains(word) || (!small && !Character.isUpperCase(c))) {
        break;
      }
      words += small ? 0 : 1;
      at = end;
    }
    return Optional.empty();
  }

  private static Optional<LabelledValue> value(ScannedText text, int start, int end) {
    boolean constant = text.at(start) == '0' && (text.at(start + 1) | 0x20) == 'x';
    if (end - start > MAX_TOKEN || constant || isDialled(text, start, end)) {
      return Optional.empty();
    }
    int last = end;
    int further = last + 1;
    while (CharacterKinds.isDigit(text.at(further)) && further - last <= MAX_TOKEN) {
      further++;
    }
    boolean group =
        text.at(last) == ' ' && further - last > MIN_FURTHER && !text.insideWord(further);
    last = group ? further : last;
    int digits = 0;
    for (int i = start; i < last; i++) {
      digits += CharacterKinds.isDigit(text.charAt(i)) ? 1 : 0;
    }
    return Optional.of(new LabelledValue(start, last, digits));
  }

  /** Numbers of telephones, dates and amounts have signs among their digits. */
  private static boolean isDialled(ScannedText text, int start, int end) {
    boolean digits = CharacterKinds.isDigit(text.at(start));
    boolean sign = text.at(end) == '/' || text.at(end) == '.' || text.at(end) == ',';
    boolean goesOn = sign && CharacterKinds.isDigit(text.at(end + 1));
    for (int i = start; i < end && digits; i++) {
      goesOn |= text.charAt(i) == '-';
    }
    return goesOn;
  }

  private static int tokenEnd(ScannedText text, int start) {
    int end = start;
    while (end - start <= MAX_TOKEN && joins(text, end)) {
      end++;
    }
    return end;
  }

  private static boolean joins(ScannedText text, int at) {
    char c = text.at(at);
    boolean joint =
        (c == '-' || c == '\'' || c == '’') && Character.isLetterOrDigit(text.at(at + 1));
    return Character.isLetterOrDigit(c) || joint;
  }

  private static boolean hasDigit(ScannedText text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (CharacterKinds.isDigit(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }
}
