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

  private static final int FIRST_REGIONAL = 0x1F1E6;

  private static final boolean[] PLAIN = plainAscii();

  private final String original;
  private final char[] source;
  private final MappedBuffer out;
  private final InvisibleCode invisible = new InvisibleCode();

  private TextNormalizer(String original, char[] source) {
    this.original = original;
    this.source = source;
    this.out = new MappedBuffer(source.length + 16);
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
      if (c >= 128 || (!PLAIN[c] && (c != '\\' || escapeEnd(chars, i) > 0))) {
        return new TextNormalizer(original, chars).run();
      }
    }
    return new Forms(new ScannedText(original, chars), List.of());
  }

  public static ScannedText normalize(String original) {
    return forms(original).seen();
  }

  private Forms run() {
    int i = 0;
    while (i < source.length) {
      int end = plainEnd(i);
      if (end > i) {
        out.addAll(source, i, end);
        i = end;
        continue;
      }
      char c = source[i];
      boolean settled = c < 128 ? PLAIN[c] : CharacterTable.isStable(c);
      char form = settled ? c : c < 128 ? '\0' : CharacterTable.form(c);
      if (form != '\0' && !mayJoin(i + 1)) {
        out.add(form, i, i + 1);
        i++;
      } else {
        i = other(i);
      }
    }
    LookAlikes.fold(out);
    List<ScannedText> hidden = invisible.texts(original);
    return new Forms(
        out.toText(original),
        invisible.isMixed() ? MixedTags.with(hidden, original, source) : hidden);
  }

  /** The text of other characters in these places, with ranges of whole characters. */
  static ScannedText hidden(String original, char[] source) {
    var normalizer = new TextNormalizer(original, source);
    normalizer.run();
    normalizer.out.widen(original);
    return normalizer.out.toHidden(original);
  }

  /** End of the characters from here on that stand for themselves whatever follows them. */
  private int plainEnd(int start) {
    int end = start;
    while (end < source.length && source[end] < 128 && PLAIN[source[end]]) {
      end++;
    }
    return end > start && mayJoin(end) ? end - 1 : end;
  }

  /** Whether the next character could change the one before; false is certain. */
  private boolean mayJoin(int next) {
    return next < source.length && source[next] >= 0x300 && !CharacterTable.isStable(source[next]);
  }

  /** End of a {@code \\u} escape with any few backslashes that starts here, or -1. */
  private static int escapeEnd(char[] chars, int at) {
    int sign = at;
    while (sign < chars.length && sign - at < MAX_BACKSLASHES && chars[sign] == '\\') {
      sign++;
    }
    int end = sign + 1 + ESCAPE_DIGITS;
    if (sign == at || end > chars.length || chars[sign] != 'u') {
      return -1;
    }
    for (int i = sign + 1; i < end; i++) {
      if (chars[i] >= 128 || Character.digit(chars[i], 16) < 0) {
        return -1;
      }
    }
    return end;
  }

  private void escaped(int start, int end) {
    var digits = new String(source, end - ESCAPE_DIGITS, ESCAPE_DIGITS);
    char unit = (char) Integer.parseInt(digits, 16);
    if (Character.isSurrogate(unit)) {
      out.add(unit, start, end);
    } else {
      form(Character.toString(unit), start, end);
    }
  }

  private int other(int at) {
    int escape = source[at] == '\\' ? escapeEnd(source, at) : -1;
    if (escape > 0) {
      escaped(at, escape);
      return escape;
    }
    int codePoint = Character.codePointAt(source, at);
    if (isRegional(codePoint)) {
      return regional(at);
    }
    int next = at + Character.charCount(codePoint);
    if (CharacterKinds.isTag(codePoint)) {
      invisible.tag((char) (codePoint - 0xE0000), at, next);
      return next;
    }
    if (CharacterKinds.isInvisible(codePoint)) {
      invisible.see(codePoint, at, next);
      return next;
    }
    int end = clusterEnd(next);
    if (end == next && (codePoint < 128 || CharacterKinds.isStableAlone(codePoint))) {
      out.add((char) codePoint, at, end);
    } else {
      cluster(at, end);
      if (end > next) {
        out.decorate();
      }
    }
    return end;
  }

  private static boolean isRegional(int codePoint) {
    return codePoint >= FIRST_REGIONAL && codePoint < FIRST_REGIONAL + 26;
  }

  /** Two or four make flags; other numbers of regional indicators spell something. */
  private int regional(int at) {
    int end = at;
    while (end < source.length && isRegional(Character.codePointAt(source, end))) {
      end += 2;
    }
    boolean flags = end - at == 4 || end - at == 8;
    for (int i = at; i < end; i += 2) {
      int codePoint = Character.codePointAt(source, i);
      add(flags ? codePoint : codePoint - FIRST_REGIONAL + 'A', i, i + 2);
    }
    return end;
  }

  private int clusterEnd(int from) {
    int end = from;
    while (end < source.length && end - from < MAX_CLUSTER) {
      int codePoint = Character.codePointAt(source, end);
      boolean joins = CharacterKinds.isMark(codePoint) || CharacterKinds.isTrailingJamo(codePoint);
      if (!joins || CharacterKinds.isInvisible(codePoint)) {
        break;
      }
      end += Character.charCount(codePoint);
    }
    return end;
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
      // WHY: a mark that did not compose with a Latin letter only decorates it.
      boolean decoration =
          CharacterKinds.isMark(codePoint) && CharacterKinds.isAsciiAlphanumeric(out.last());
      if (!decoration && !CharacterKinds.isInvisible(codePoint)) {
        add(CharacterKinds.toPlain(codePoint), start, end);
      }
    }
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
