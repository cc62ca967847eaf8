package dev.keeptrail.detectors.text;

import java.text.Normalizer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings a text into the one form detectors look at: NFKC, ASCII digits, hyphens, spaces and
 * quotes, nothing invisible, look-alike letters folded inside words of mixed script. Plain ASCII
 * passes through untouched. Linear time; confined to one call.
 */
public final class TextNormalizer {
  private static final int MAX_CLUSTER = 32;
  private static final int MIN_HIDDEN = 4;
  private static final boolean[] PLAIN = plainAscii();

  private final String original;
  private final char[] source;
  private final MappedBuffer out;
  private @Nullable MappedBuffer hidden;

  private TextNormalizer(String original, char[] source) {
    this.original = original;
    this.source = source;
    this.out = new MappedBuffer(source.length + 16);
  }

  private static boolean[] plainAscii() {
    boolean[] plain = new boolean[128];
    for (int c = 0; c < 128; c++) {
      plain[c] = !CharacterKinds.isInvisible(c);
    }
    return plain;
  }

  /** The text as seen, and what tag characters hide in it. */
  public record Forms(ScannedText seen, Optional<ScannedText> hidden) {}

  public static Forms forms(String original) {
    char[] chars = original.toCharArray();
    for (char c : chars) {
      if (c >= 128 || !PLAIN[c]) {
        return new TextNormalizer(original, chars).run();
      }
    }
    return new Forms(new ScannedText(original, chars), Optional.empty());
  }

  public static ScannedText normalize(String original) {
    return forms(original).seen();
  }

  private Forms run() {
    int i = 0;
    while (i < source.length) {
      char c = source[i];
      boolean settled = c < 128 ? PLAIN[c] : CharacterKinds.isStableAlone(c);
      if (settled && !mayJoin(i + 1)) {
        out.add(c, i, i + 1);
        i++;
      } else {
        i = other(i);
      }
    }
    out.foldMixedWords();
    Optional<ScannedText> tags =
        hidden == null || hidden.length() < MIN_HIDDEN
            ? Optional.empty()
            : Optional.of(hidden.toText(original));
    return new Forms(out.toText(original), tags);
  }

  /** Whether the next character could change the one before; false is certain. */
  private boolean mayJoin(int next) {
    return next < source.length
        && source[next] >= 0x300
        && !CharacterKinds.isStableAlone(source[next]);
  }

  private int other(int at) {
    int codePoint = Character.codePointAt(source, at);
    int next = at + Character.charCount(codePoint);
    if (CharacterKinds.isTag(codePoint)) {
      hide((char) (codePoint - 0xE0000), at, next);
      return next;
    }
    if (CharacterKinds.isInvisible(codePoint)) {
      return next;
    }
    int end = clusterEnd(next);
    if (end == next && (codePoint < 128 || CharacterKinds.isStableAlone(codePoint))) {
      out.add((char) codePoint, at, end);
    } else {
      cluster(at, end);
    }
    return end;
  }

  private void hide(char c, int start, int end) {
    if (hidden == null) {
      hidden = new MappedBuffer(64);
    }
    hidden.add(c, start, end);
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
    String form =
        Normalizer.normalize(new String(source, start, end - start), Normalizer.Form.NFKC);
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
