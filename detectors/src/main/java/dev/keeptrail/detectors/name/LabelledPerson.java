package dev.keeptrail.detectors.name;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.LabelledSpans;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.Surroundings;
import dev.keeptrail.detectors.text.WordTable;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names of persons behind a label that only they have, as in {@code surname: Vollmer}: all of the
 * line or of the quotes, if it is a few words with capitals, or in a script without them.
 */
final class LabelledPerson {
  private static final double SCORE = 0.8;
  private static final int MAX_VALUE = 60;
  private static final int MAX_WORDS = 6;
  private static final int MAX_GAP = 4;
  private static final int MAX_LABEL = 24;
  private static final int RECORD = 120;
  private static final List<String> GIVEN = List.of("given");
  private static final List<String> FAMILY = List.of("family", "surname", "last");
  private static final int MAX_TITLE = 4;
  private static final WordTable TOLD = ContextWords.table("person_told");

  /** What begins the field behind a name where nothing but a blank stands between. */
  private static final WordTable NEXT_FIELD = ContextWords.table("phone", "birth", "address_label");

  private static final String ENDS = "\"'`\n\r;|\t<>}，、。；（";
  private static final String JOINS = "-'’.^·";
  private static final String ASSIGNING = ":：=>";
  private static final String QUOTES = "\"'`";

  /** From here on scripts have no commas in names. */
  private static final char UNCOMMAED = 0x0590;

  /** What stands for a name in forms and schemas. */
  private static final Set<String> NO_NAMES =
      Set.of(
          "required",
          "optional",
          "string",
          "text",
          "none",
          "null",
          "unknown",
          "n/a",
          "name",
          "yes",
          "no",
          "true",
          "false",
          "enter",
          "your",
          "surname",
          "redacted",
          "anonymous",
          "varchar",
          "field",
          "column",
          "please",
          "mandatory",
          "valid",
          "invalid",
          "missing",
          "firstname",
          "lastname",
          "fullname");

  private static final Set<String> PARTICLES =
      Set.of(
          "de", "da", "do", "dos", "das", "del", "della", "di", "la", "le", "van", "von", "der",
          "den", "zu", "bin", "ibn", "al", "el", "y", "e", "ter", "ten", "af", "av");

  /** A full stop behind more letters than these ends a sentence and no abbreviation. */
  private static final int MAX_INITIAL = 2;

  private LabelledPerson() {}

  static Detector detector() {
    return detector("labelled-person", 2, "person_label", SCORE, LabelledPerson::after);
  }

  /** A detector of what stands behind the words of a list, where a reading takes it for a name. */
  static Detector detector(
      String id, int version, String words, double score, LabelledSpans.Reading reading) {
    return new RuleDetector(
            id,
            version,
            Set.of(NameDetectors.PERSON),
            MAX_VALUE,
            Trigger.anchors(ContextWords.anchors(words)),
            (text, hits, sink) ->
                LabelledSpans.each(text, hits, reading, found -> report(found, score, sink)))
        .reaching(Reach.fromTrigger());
  }

  private static void report(ScannedText.Range found, double score, FindingSink sink) {
    sink.add(
        found.start(),
        found.end(),
        NameDetectors.PERSON,
        NameDetectors.PERSON_LABEL,
        score,
        Evidence.CONTEXT);
  }

  private static ScannedText.@Nullable Range after(ScannedText text, int labelEnd) {
    if (text.at(labelEnd) == ' '
        && TOLD.lastEnd(text, labelEnd - MAX_LABEL, labelEnd) == labelEnd) {
      return told(text, labelEnd + 1);
    }
    if (text.at(labelEnd - 1) == '"' && !isRecord(text, labelEnd)) {
      return null;
    }
    if (isThai(text.at(labelEnd - 1))
        && text.at(labelEnd) == ' '
        && isThai(text.at(labelEnd + 1))) {
      int end = fieldEnd(text, labelEnd + 1);
      return end < 0 ? null : new ScannedText.Range(labelEnd + 1, end);
    }
    int start = afterTitle(text, valueStart(text, labelEnd));
    int end = start < 0 ? -1 : nameEnd(text, start);
    end = end < 0 && start >= 0 && text.at(start) >= UNCOMMAED ? fieldEnd(text, start) : end;
    return end < 0 ? null : new ScannedText.Range(start, end);
  }

  /** Whether two parts of a name stand close together: a family may be one of plants or fonts. */
  private static boolean isRecord(ScannedText text, int labelEnd) {
    boolean given = text.at(labelEnd - 2) == 'n';
    List<String> others = given ? FAMILY : GIVEN;
    return Surroundings.anyBefore(text, labelEnd, RECORD, others)
        || Surroundings.anyAfter(text, labelEnd, RECORD, others);
  }

  /** Two words or more with capitals, behind a word that is followed by nothing but a name. */
  private static ScannedText.@Nullable Range told(ScannedText text, int start) {
    int at = start;
    int end = -1;
    for (int words = 0; words < MAX_WORDS && Character.isUpperCase(text.at(at)); words++) {
      int word = wordEnd(text, at, start + MAX_VALUE);
      if (word < 0) {
        break;
      }
      end = words > 0 ? word : end;
      at = text.at(word) == ' ' ? word + 1 : word;
    }
    return end < 0 ? null : new ScannedText.Range(start, end);
  }

  /** Behind a colon, an equals sign or the end of a tag; quotes may stand around them. */
  static int valueStart(ScannedText text, int labelEnd) {
    int at = labelEnd;
    at += QUOTES.indexOf(text.at(at)) >= 0 ? 1 : 0;
    at = blanks(text, at);
    char sign = text.at(at);
    if (Character.isLetter(sign) && at - labelEnd >= 2 && beginsField(text, labelEnd)) {
      return at;
    }
    if (sign == '\0' || ASSIGNING.indexOf(sign) < 0 || (sign == '>' && at > labelEnd)) {
      return -1;
    }
    at = blanks(text, text.at(at + 1) == '>' ? at + 2 : at + 1);
    at = text.at(at) == '[' && QUOTES.indexOf(text.at(at + 1)) >= 0 ? at + 1 : at;
    return text.at(at) != '\0' && QUOTES.indexOf(text.at(at)) >= 0 ? at + 1 : at;
  }

  /** Whether a label stands at the start of a line, or two blanks behind the field before. */
  private static boolean beginsField(ScannedText text, int labelEnd) {
    int start = labelEnd;
    while (labelEnd - start <= MAX_LABEL && isLabelPart(text, start - 1)) {
      start--;
    }
    return switch (text.at(start - 1)) {
      case '\0', '\n', '\t', '|' -> true;
      case ' ' -> text.at(start - 2) == ' ' || text.at(start - 2) == '|';
      default -> false;
    };
  }

  private static boolean isLabelPart(ScannedText text, int at) {
    char c = text.at(at);
    return Character.isLetter(c) || (c == ' ' && Character.isLetter(text.at(at - 1)));
  }

  /** Over what is short and has a full stop; an initial belongs to the name. */
  static int afterTitle(ScannedText text, int start) {
    int end = start;
    while (start >= 0 && end - start <= MAX_TITLE && Character.isLetter(text.at(end))) {
      end++;
    }
    boolean title = end - start > 1 && end - start <= MAX_TITLE && text.at(end) == '.';
    return title && text.at(end + 1) == ' ' ? end + 2 : start;
  }

  private static int blanks(ScannedText text, int from) {
    int at = from;
    while (at - from < MAX_GAP && text.at(at) == ' ') {
      at++;
    }
    return at;
  }

  /** Where the name ends that is all there is before the next label; -1 if it is none. */
  static int nameEnd(ScannedText text, int start) {
    int at = start;
    int before = -1;
    for (int words = 0; words < MAX_WORDS; words++) {
      int end = wordEnd(text, at, start + MAX_VALUE);
      if (end < 0) {
        return -1;
      }
      char sign = text.at(end);
      if ((sign == ':' || sign == '：') && before > 0) {
        return before;
      }
      boolean comma = sign == ',' && text.at(end + 1) != '\n';
      if (comma && text.at(start) >= UNCOMMAED) {
        return end - start > 1 ? end : -1;
      }
      int from = comma ? end + 1 : end;
      int next = blanks(text, from);
      char c = text.at(next);
      if (c == '\0' || ENDS.indexOf(c) >= 0 || isWideGap(text, from, next)) {
        int last = end - 1 > at + MAX_INITIAL && text.at(end - 1) == '.' ? end - 1 : end;
        return last - start > 1 ? last : -1;
      }
      if (next == end) {
        return -1;
      }
      if (endsSentence(text, at, end, next)) {
        return end - 1;
      }
      before = end;
      at = next;
    }
    return -1;
  }

  /** Where a few words end before a word that begins another field; -1 if none does. */
  private static int fieldEnd(ScannedText text, int start) {
    int at = start;
    for (int words = 0; words < MAX_WORDS; words++) {
      int end = wordEnd(text, at, start + MAX_VALUE);
      if (end < 0 || text.at(end) != ' ') {
        return -1;
      }
      at = blanks(text, end);
      if (NEXT_FIELD.match(text, at, Math.min(text.length(), at + MAX_LABEL)) > 0) {
        return end;
      }
    }
    return -1;
  }

  private static boolean isThai(char c) {
    return c >= 0x0E01 && c <= 0x0E4E;
  }

  /** A full stop behind a word that is too long for an abbreviation, and a capital after it. */
  private static boolean endsSentence(ScannedText text, int word, int end, int next) {
    return text.at(end - 1) == '.'
        && end - 1 - word > MAX_TITLE
        && Character.isUpperCase(text.at(next));
  }

  /** Forms have several fields in a line, with two spaces or more between them. */
  private static boolean isWideGap(ScannedText text, int from, int to) {
    return to - from >= 2 && text.at(from - 1) != ',';
  }

  /** A word that may be one of a name. */
  private static int wordEnd(ScannedText text, int start, int limit) {
    int end = start;
    while (end < limit && isNamePart(text.at(end), end > start)) {
      end++;
    }
    while (end > start + 1 && text.at(end - 1) == '\'') {
      end--;
    }
    if (end == start || end == limit) {
      return -1;
    }
    String word = CaseFolding.fold(text.subSequence(start, end));
    boolean lower = Character.isLowerCase(text.at(start));
    boolean fits = !lower || PARTICLES.contains(word);
    return fits && !NO_NAMES.contains(word) ? end : -1;
  }

  private static boolean isNamePart(char c, boolean within) {
    int kind = Character.getType(c);
    boolean mark = kind == Character.NON_SPACING_MARK || kind == Character.COMBINING_SPACING_MARK;
    return Character.isLetter(c) || (within && (mark || JOINS.indexOf(c) >= 0));
  }
}
