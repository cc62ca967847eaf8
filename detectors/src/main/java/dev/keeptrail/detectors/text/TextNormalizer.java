package dev.keeptrail.detectors.text;

import dev.keeptrail.detectors.Origin;
import java.text.Normalizer;
import java.util.List;

/**
 * Brings a text into the one form detectors look at: NFKC, ASCII digits, hyphens, spaces and
 * quotes, nothing invisible, look-alike letters folded inside words of mixed script, characters
 * written as JSON escapes put in. Other plain ASCII passes through untouched. Linear time; confined
 * to one call.
 */
public final class TextNormalizer {
  private static final int MAX_CLUSTER = 32;
  private static final int ESCAPE_DIGITS = 4;

  /** JSON in JSON in JSON doubles them each time. */
  private static final int MAX_BACKSLASHES = 8;

  /** Between characters that are spaced out, those of ASCII. */
  private static final int LONGEST_GAP = 4;

  private static final int FIRST_REGIONAL = 0x1F1E6;

  private static final boolean[] PLAIN = plainAscii();

  private final MappedBuffer out;
  private final LookAlikes lookAlikes;
  private final InvisibleCode invisible = new InvisibleCode();
  private char[] source;
  private int end;
  private int next;

  /** For a text that comes piece by piece. */
  TextNormalizer() {
    this(new char[0]);
  }

  private TextNormalizer(char[] source) {
    this.source = source;
    this.end = source.length;
    this.out = new MappedBuffer(source.length + 16);
    this.lookAlikes = new LookAlikes(out);
  }

  MappedBuffer out() {
    return out;
  }

  /** Whether characters that show nothing may spell something. */
  boolean mayHide() {
    return invisible.isAnySeen();
  }

  /**
   * Goes on with a text of which more has come, as far as nothing to come can change it; stops
   * before the first characters that may hide something.
   *
   * @param chars all of the text so far, in an array that may be longer
   * @return up to where the normal form is final
   */
  int advance(char[] chars, int length) {
    source = chars;
    end = length;
    while (next < end && !mayHide() && !mayChange(next)) {
      single();
    }
    return lookAlikes.foldSettled();
  }

  /** The letters of ASCII from a position in the normal form on, as they are written. */
  LettersAhead ahead(int from) {
    var letters = new StringBuilder();
    int at = from;
    while (at < out.length() && CharacterKinds.isAsciiLetter(out.at(at))) {
      letters.append(out.at(at));
      at++;
    }
    int bare = letters.length();
    if (at == out.length() && next < end && CharacterKinds.isAsciiLetter(source[next])) {
      letters.append(source[next]);
    }
    return letters.isEmpty() ? LettersAhead.NONE : new LettersAhead(letters.toString(), bare);
  }

  private static boolean[] plainAscii() {
    boolean[] plain = new boolean[128];
    for (int c = 0; c < 128; c++) {
      plain[c] = c != '\\' && !CharacterKinds.isInvisible(c);
    }
    return plain;
  }

  /** The text as seen, and what is spelled in it in characters that show nothing. */
  public record Forms(ScannedText seen, List<ScannedText> hidden) {
    public Forms {
      hidden = List.copyOf(hidden);
    }

    /** The same with the word of where the text comes from. */
    public Forms from(Origin origin) {
      return new Forms(seen.from(origin), hidden.stream().map(text -> text.from(origin)).toList());
    }
  }

  public static Forms forms(String original) {
    char[] chars = original.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      char c = chars[i];
      if (c >= 128 || (!PLAIN[c] && (c != '\\' || escapeEnd(chars, chars.length, i) > 0))) {
        return new TextNormalizer(chars).run(original);
      }
    }
    return new Forms(new ScannedText(original, chars), List.of());
  }

  public static ScannedText normalize(String original) {
    return forms(original).seen();
  }

  private Forms run(String original) {
    readAll();
    List<ScannedText> hidden = invisible.texts(original);
    return new Forms(
        out.toText(original),
        invisible.isMixed() ? MixedTags.with(hidden, original, source) : hidden);
  }

  private void readAll() {
    while (next < end) {
      int stop = plainEnd(next);
      if (stop > next) {
        out.addAll(source, next, stop);
        next = stop;
      } else {
        single();
      }
    }
    lookAlikes.foldRest();
  }

  private void single() {
    char form = form(source[next]);
    if (form != '\0' && !mayJoin(next + 1)) {
      out.add(form, next, next + 1);
      next++;
    } else {
      next = other(next);
    }
  }

  /** What a character becomes if nothing joins it; NUL if that takes a closer look. */
  private static char form(char c) {
    if (c < 128) {
      return PLAIN[c] ? c : '\0';
    }
    return CharacterTable.isStable(c) ? c : CharacterTable.form(c);
  }

  /** Whether what stands here would be read otherwise with more text behind it. */
  private boolean mayChange(int at) {
    if (at + 1 >= end) {
      return true;
    }
    char c = source[at];
    if (form(c) != '\0' && !mayJoin(at + 1)) {
      return false;
    }
    if (c == '\\' && (mayBecomeEscape(at) || isHalf(at))) {
      return true;
    }
    if (c == TerminalSequence.ESCAPE && TerminalSequence.mayGoOn(source, end, at)) {
      return true;
    }
    int codePoint = Character.codePointAt(source, at, end);
    int after = at + Character.charCount(codePoint);
    if (isRegional(codePoint)) {
      while (after + 1 < end && isRegional(Character.codePointAt(source, after, end))) {
        after += 2;
      }
      return after + 1 >= end;
    }
    int stop = clusterEnd(after);
    return stop + 1 >= end && stop - after < MAX_CLUSTER;
  }

  /** Whether an escape stands here whose other half may come. */
  private boolean isHalf(int at) {
    int first = escapeEnd(source, end, at);
    return first > 0 && Character.isHighSurrogate(unit(first)) && mayBecomeEscape(first);
  }

  private boolean mayBecomeEscape(int at) {
    int sign = at;
    while (sign < end && sign - at < MAX_BACKSLASHES && source[sign] == '\\') {
      sign++;
    }
    int digit = sign + 1;
    while (digit < end
        && digit - sign <= ESCAPE_DIGITS
        && source[sign] == 'u'
        && Character.digit(source[digit], 16) >= 0) {
      digit++;
    }
    boolean open = sign < end && source[sign] == 'u' && digit - sign <= ESCAPE_DIGITS;
    return sign == end || (open && digit == end);
  }

  /** The text of other characters in these places, with ranges of whole characters. */
  static ScannedText hidden(String original, char[] source) {
    var normalizer = new TextNormalizer(source);
    // WHY: tags that are written as escapes are left in these places, and hide nothing more.
    normalizer.readAll();
    normalizer.out.widen(original);
    return normalizer.out.toHidden(original);
  }

  /** End of the characters from here on that stand for themselves whatever follows them. */
  private int plainEnd(int start) {
    int stop = start;
    while (stop < end && source[stop] < 128 && PLAIN[source[stop]]) {
      stop++;
    }
    return stop > start && mayJoin(stop) ? stop - 1 : stop;
  }

  /** Whether the character could change the one before; false is certain. */
  private boolean mayJoin(int at) {
    return at < end && source[at] >= 0x300 && !CharacterTable.isStable(source[at]);
  }

  /** End of a {@code \\u} escape with any few backslashes that starts here, or -1. */
  private static int escapeEnd(char[] chars, int length, int at) {
    int sign = at;
    while (sign < length && sign - at < MAX_BACKSLASHES && chars[sign] == '\\') {
      sign++;
    }
    int end = sign + 1 + ESCAPE_DIGITS;
    if (sign == at || end > length || chars[sign] != 'u') {
      return -1;
    }
    for (int i = sign + 1; i < end; i++) {
      if (!CharacterKinds.isHexDigit(chars[i])) {
        return -1;
      }
    }
    return end;
  }

  /**
   * Reads an escape, or the two that make a character outside the basic plane.
   *
   * @return where what was read ends
   */
  private int escaped(int start, int first) {
    char unit = unit(first);
    int second =
        Character.isHighSurrogate(unit) && first < end && source[first] == '\\'
            ? escapeEnd(source, end, first)
            : -1;
    if (second > 0 && Character.isLowSurrogate(unit(second))) {
      supplementary(Character.toCodePoint(unit, unit(second)), start, second);
      return second;
    }
    if (Character.isSurrogate(unit)) {
      out.add(unit, start, first);
    } else {
      form(Character.toString(unit), start, first);
    }
    return first;
  }

  /** The unit of UTF-16 of an escape that ends here. */
  private char unit(int end) {
    return (char) Integer.parseInt(new String(source, end - ESCAPE_DIGITS, ESCAPE_DIGITS), 16);
  }

  private void supplementary(int codePoint, int start, int end) {
    if (CharacterKinds.isTag(codePoint)) {
      invisible.tag((char) (codePoint - 0xE0000), start, end);
    } else if (CharacterKinds.isInvisible(codePoint)) {
      invisible.see(codePoint, start, end);
    } else {
      form(Character.toString(codePoint), start, end);
    }
  }

  private int other(int at) {
    int escape = source[at] == '\\' ? escapeEnd(source, end, at) : -1;
    if (escape > 0) {
      return escaped(at, escape);
    }
    int sequence = TerminalSequence.end(source, end, at);
    if (sequence > at) {
      return sequence;
    }
    int codePoint = Character.codePointAt(source, at, end);
    if (isRegional(codePoint)) {
      return regional(at);
    }
    int after = at + Character.charCount(codePoint);
    if (CharacterKinds.isTag(codePoint)) {
      invisible.tag((char) (codePoint - 0xE0000), at, after);
      return after;
    }
    if (CharacterKinds.isInvisible(codePoint)) {
      invisible.see(codePoint, at, after);
      return after;
    }
    int stop = clusterEnd(after);
    if (stop == after && (codePoint < 128 || CharacterKinds.isStableAlone(codePoint))) {
      out.add((char) codePoint, at, stop);
    } else {
      cluster(at, stop);
      if (stop > after) {
        out.decorate();
      }
    }
    return stop;
  }

  private static boolean isRegional(int codePoint) {
    return codePoint >= FIRST_REGIONAL && codePoint < FIRST_REGIONAL + 26;
  }

  /** Two or four make flags; other numbers of regional indicators spell something. */
  private int regional(int at) {
    int stop = at;
    while (stop < end && isRegional(Character.codePointAt(source, stop, end))) {
      stop += 2;
    }
    boolean flags = stop - at == 4 || stop - at == 8;
    for (int i = at; i < stop; i += 2) {
      int codePoint = Character.codePointAt(source, i, end);
      add(flags ? codePoint : codePoint - FIRST_REGIONAL + 'A', i, i + 2);
    }
    return stop;
  }

  private int clusterEnd(int from) {
    int stop = from;
    while (stop < end && stop - from < MAX_CLUSTER) {
      int codePoint = Character.codePointAt(source, stop, end);
      boolean joins = CharacterKinds.isMark(codePoint) || CharacterKinds.isTrailingJamo(codePoint);
      if (!joins || CharacterKinds.isInvisible(codePoint)) {
        break;
      }
      stop += Character.charCount(codePoint);
    }
    return stop;
  }

  private void cluster(int start, int end) {
    form(new String(source, start, end - start), start, end);
  }

  private void form(String written, int start, int end) {
    String form = Normalizer.normalize(written, Normalizer.Form.NFKC);
    int i = 0;
    while (i < form.length()) {
      int codePoint = form.codePointAt(i);
      i += Character.charCount(codePoint);
      // WHY: a mark that did not compose with a Latin letter or a sign only decorates it.
      boolean decoration =
          CharacterKinds.isMark(codePoint) && isDecorated(out.last()) && !isSpacedOut(codePoint);
      if (!decoration && !CharacterKinds.isInvisible(codePoint)) {
        add(CharacterKinds.toPlain(codePoint), start, end);
      }
    }
  }

  /**
   * Whether a mark stands behind a gap, and before the gap a character of the same script: the
   * vowel signs of spaced out Devanagari or Thai are letters as much as the others.
   */
  private boolean isSpacedOut(int mark) {
    Character.UnicodeScript script = Character.UnicodeScript.of(mark);
    if (script == Character.UnicodeScript.INHERITED) {
      return false;
    }
    int before = out.length() - 1;
    int first = Math.max(0, before - LONGEST_GAP);
    while (before > first && isGap(out.at(before))) {
      before--;
    }
    return before < out.length() - 1
        && before >= 0
        && Character.UnicodeScript.of(out.at(before)) == script;
  }

  private static boolean isGap(char c) {
    return c < 128 && !CharacterKinds.isAsciiAlphanumeric(c);
  }

  private static boolean isDecorated(char c) {
    return (c != '\0' && c < 128) || Confusables.toBase(c) != c;
  }

  private void add(int codePoint, int start, int end) {
    if (Character.isBmpCodePoint(codePoint)) {
      out.add((char) codePoint, start, end);
    } else {
      out.add(Character.highSurrogate(codePoint), start, end);
      out.add(Character.lowSurrogate(codePoint), start, end);
    }
  }
}
