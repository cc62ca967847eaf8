package dev.keeptrail.detectors.name;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes names of tags: drops what cannot be one, takes titles off, and puts the pieces of an
 * address together again, which the tagger often sees as several.
 */
final class NameSpans {
  private static final int LEAST_CODE = 2;
  private static final int LONGEST_CODE = 12;
  private static final int LONGEST_SHORT_CODE = 3;
  private static final double LEAST_OF_SMALL = 0.9;
  private static final int MAX_TOKENS = 40;
  private static final int MAX_GAP = 4;
  private static final int MAX_EXTENSION = 6;
  private static final int LABEL_REACH = 5;

  private final TaggedTokens tagged;
  private final Tokens tokens;

  NameSpans(TaggedTokens tagged) {
    this.tagged = tagged;
    this.tokens = tagged.tokens();
  }

  List<NameSpan> all() {
    var spans = new ArrayList<NameSpan>();
    int i = 0;
    while (i < tokens.count()) {
      Tag.@Nullable Kind kind = Tag.kind(tagged.tag(i));
      if (kind == null) {
        i++;
      } else {
        int end = end(kind, i);
        int last = kind == Tag.Kind.PERSON ? fieldEnd(i, end) : end;
        trimmed(span(kind, i, last - 1)).ifPresent(span -> add(spans, span));
        i = end;
      }
    }
    spans.removeIf(span ->
        NameScore.of(span) < NameScore.LEAST
            || (span.kind() == Tag.Kind.PERSON && isOrdinary(span))
            || (span.kind() == Tag.Kind.ADDRESS && (isPiece(span) || !isAddress(span))));
    return spans;
  }

  /**
   * A word alone that is no name in any list, but an ordinary one; that is small, if the tagger is
   * not sure of it; or a code of few capitals.
   */
  private boolean isOrdinary(NameSpan span) {
    int word = span.first();
    boolean code = tokens.kind(word) == Tokens.UPPER && tokens.length(word) <= LONGEST_SHORT_CODE;
    boolean small = tokens.kind(word) == Tokens.LOWER && NameScore.of(span) < LEAST_OF_SMALL;
    return word == span.last()
        && (code
            || small
            || (tagged.lists(word) & (Gazetteer.COMMON | Gazetteer.FIRST | Gazetteer.SURNAME))
                == Gazetteer.COMMON);
  }

  private int end(Tag.Kind kind, int first) {
    int end = first + 1;
    while (end < tokens.count()
        && tagged.tag(end) == kind.inside()
        && end - first < MAX_TOKENS
        && !tagged.beginsField(end)) {
      end++;
    }
    return end;
  }

  /** Where the field of a form ends: at a wide gap, if the words behind it are the next label. */
  private int fieldEnd(int first, int end) {
    for (int i = first + 1; i < end; i++) {
      // WHY: people type two blanks within a name as well, and no label is a family name.
      boolean surname =
          (tagged.lists(i) & (Gazetteer.SURNAME | Gazetteer.COMMON | Gazetteer.PLACE))
              == Gazetteer.SURNAME;
      boolean gap = !surname && tokens.start(i) - tokens.end(i - 1) > 1;
      for (int label = i; gap && label < i + 3 && tokens.kind(label) < Tokens.SIGN; label++) {
        if (tokens.sign(label + 1) == ':') {
          return i;
        }
      }
    }
    return end;
  }

  private NameSpan span(Tag.Kind kind, int first, int last) {
    int margin = tagged.margin(first);
    for (int i = first + 1; i <= last; i++) {
      margin = Math.min(margin, tagged.margin(i));
    }
    return new NameSpan(kind, first, last, margin);
  }

  private Optional<NameSpan> trimmed(NameSpan span) {
    int first = span.first();
    int last = span.last();
    boolean dated = false;
    while (first <= last && (tokens.kind(first) >= Tokens.SIGN || isTitle(span, first))) {
      first++;
    }
    while (last >= first
        && (tokens.kind(last) >= Tokens.SIGN
            || isStray(span, last)
            || (dated && tokens.kind(last) == Tokens.LOWER)
            || (span.kind() == Tag.Kind.ADDRESS && isDatePart(last)))) {
      dated |= tokens.kind(last) == Tokens.NUMBER;
      last--;
    }
    return first > last ? Optional.empty() : Optional.of(span.over(first, last));
  }

  /** A small word at the end of an address that is written with capitals. */
  private boolean isStray(NameSpan span, int token) {
    boolean stray =
        span.kind() == Tag.Kind.ADDRESS
            && tokens.kind(token) == Tokens.LOWER
            && !tokens.isGlued(token)
            && !isAddressWord(token);
    for (int i = span.first(); stray && i < token; i++) {
      if (tokens.kind(i) == Tokens.CAPITALIZED) {
        return true;
      }
    }
    return false;
  }

  private boolean isTitle(NameSpan span, int token) {
    return span.kind() == Tag.Kind.PERSON
        && token < span.last()
        && tokens.length(token) < 6
        && (tagged.classes(token) & WordClasses.TITLE) != 0;
  }

  private void add(List<NameSpan> spans, NameSpan span) {
    int floor = spans.isEmpty() ? 0 : spans.getLast().last() + 1;
    NameSpan wide =
        span.kind() == Tag.Kind.ADDRESS ? span.over(extended(span, floor), span.last()) : span;
    if (!spans.isEmpty() && belongTogether(spans.getLast(), wide)) {
      NameSpan before = spans.removeLast();
      spans.add(
          new NameSpan(
              Tag.Kind.ADDRESS,
              before.first(),
              wide.last(),
              Math.max(before.margin(), wide.margin())));
    } else {
      spans.add(wide);
    }
  }

  /** House numbers and street words that stand right before what was found of an address. */
  private int extended(NameSpan span, int floor) {
    int first = span.first();
    int from = first;
    while (from > floor
        && first - from < MAX_EXTENSION
        && isAddressPart(from - 1)
        && !tagged.beginsField(from)) {
      from--;
    }
    while (from < first && tokens.kind(from) == Tokens.SIGN) {
      from++;
    }
    return from;
  }

  private boolean isAddressPart(int i) {
    if (tokens.isMachine(i)) {
      return false;
    }
    return switch (tokens.kind(i)) {
      case Tokens.NUMBER -> tokens.length(i) <= 5 && !tokens.isGlued(i);
      case Tokens.SIGN -> tokens.sign(i) == '.' && isAddressWord(i - 1);
      default -> isAddressWord(i);
    };
  }

  private boolean isAddressWord(int i) {
    return (tagged.classes(i) & (WordClasses.STREET | WordClasses.UNIT)) != 0
        && (tagged.classes(i) & (WordClasses.PREPOSITION | WordClasses.TITLE)) == 0;
  }

  private boolean belongTogether(NameSpan before, NameSpan after) {
    boolean places =
        isPlaceOrAddress(before)
            && isPlaceOrAddress(after)
            && (before.kind() == Tag.Kind.ADDRESS || after.kind() == Tag.Kind.ADDRESS);
    if (!places
        || after.first() - before.last() > MAX_GAP + 1
        || after.last() - before.first() > MAX_TOKENS) {
      return false;
    }
    for (int i = before.last() + 1; i < after.first(); i++) {
      if (!isThin(i) || tagged.beginsField(i)) {
        return false;
      }
    }
    return !tagged.beginsField(after.first());
  }

  private static boolean isPlaceOrAddress(NameSpan span) {
    return span.kind() == Tag.Kind.ADDRESS || span.kind() == Tag.Kind.PLACE;
  }

  private boolean isThin(int i) {
    return switch (tokens.kind(i)) {
      case Tokens.LINE_BREAK -> true;
      case Tokens.SIGN -> ",.>?-".indexOf(tokens.sign(i)) >= 0;
      default -> isAddressPart(i);
    };
  }

  /** The front of something longer, such as the {@code 0x} of an address in memory. */
  private boolean isPiece(NameSpan span) {
    int next = span.last() + 1;
    return span.last() - span.first() <= 1
        && next < tokens.count()
        && tokens.kind(next) < Tokens.SIGN
        && tokens.isGlued(next);
  }

  /** Has a number or a word for streets; a number alone needs an announcement. */
  private boolean isAddress(NameSpan span) {
    boolean number = false;
    int words = 0;
    boolean streetWord = false;
    for (int i = span.first(); i <= span.last(); i++) {
      number |= tokens.kind(i) == Tokens.NUMBER && !isDatePart(i);
      words += tokens.kind(i) <= Tokens.UNSPACED && tokens.length(i) > 1 ? 1 : 0;
      streetWord |= (tagged.classes(i) & (WordClasses.STREET | WordClasses.UNIT)) != 0;
    }
    return words == 0
        ? isAnnounced(span.first()) && isCodeLong(span)
        : number || (streetWord && words > 1);
  }

  /** The year of {@code 1990-05-21} or what follows it; a number of {@code 12/03/2026}. */
  private boolean isDatePart(int number) {
    for (int year = number; year < number + 5; year += 2) {
      if (isNumber(year, 4, 4)
          && isDateSign(year - 1)
          && isDateSign(year - 3)
          && isNumber(year - 2, 1, 2)
          && isNumber(year - 4, 1, 2)
          && tokens.sign(year - 1) == tokens.sign(year - 3)) {
        return true;
      }
    }
    for (int year = number; year > number - 5 && year >= 0; year -= 2) {
      if (tokens.kind(year) == Tokens.NUMBER
          && tokens.length(year) == 4
          && isDateSign(year + 1)
          && isDateSign(year + 3)
          && tokens.length(year + 2) == 2
          && tokens.sign(year + 1) == tokens.sign(year + 3)) {
        return true;
      }
    }
    return false;
  }

  private boolean isNumber(int token, int least, int most) {
    return tokens.kind(token) == Tokens.NUMBER
        && tokens.length(token) >= least
        && tokens.length(token) <= most;
  }

  /** A sign with numbers close on either side. */
  private boolean isDateSign(int i) {
    char sign = tokens.sign(i);
    return (sign == '-' || sign == '/' || sign == '.')
        && tokens.isGlued(i)
        && tokens.isGlued(i + 1)
        && tokens.kind(i + 1) == Tokens.NUMBER;
  }

  /** As long as postcodes are. */
  private boolean isCodeLong(NameSpan span) {
    int length = tokens.end(span.last()) - tokens.start(span.first());
    return length >= LEAST_CODE && length <= LONGEST_CODE;
  }

  /** Whether an address is no more than a number. */
  boolean isPostcode(NameSpan span) {
    for (int i = span.first(); i <= span.last(); i++) {
      if (tokens.kind(i) <= Tokens.UNSPACED) {
        return false;
      }
    }
    return true;
  }

  private boolean isAnnounced(int token) {
    for (int i = token - 1; i >= 0 && i >= token - LABEL_REACH; i--) {
      if ((tagged.classes(i) & WordClasses.ADDRESS) != 0) {
        return true;
      }
    }
    return false;
  }
}
