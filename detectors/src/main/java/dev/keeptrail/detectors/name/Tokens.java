package dev.keeptrail.detectors.name;

import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.CharacterTable;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A text cut into runs of letters, runs of digits, single signs and line breaks, as parallel
 * arrays: what a tagger walks over. White space is left out, but for line breaks, of which a run
 * counts once. Confined to the call that made it.
 */
public final class Tokens {
  /** What a token is made of; letters first, by their case. */
  public static final int LOWER = 0;

  public static final int CAPITALIZED = 1;
  public static final int UPPER = 2;
  public static final int MIXED = 3;

  /** Letters of scripts that have no case but part their words. */
  public static final int UNCASED = 4;

  /** Letters of scripts written without spaces, and Hangul. */
  public static final int UNSPACED = 5;

  public static final int NUMBER = 6;
  public static final int SIGN = 7;
  public static final int LINE_BREAK = 8;
  static final int KINDS = 9;

  private static final int LEAST_ROOM = 64;

  /** Few texts have more tokens than one for so many characters. */
  private static final int CHARACTERS_PER_TOKEN = 3;

  private final ScannedText text;
  private int count;
  private int[] starts;
  private int[] ends;
  private byte[] kinds;
  private long[] hashes;
  private long[] bases;
  private boolean words;
  private boolean sawUncased;
  private boolean sawUnspaced;
  private final BitSet machine = new BitSet();
  private int chunk;
  private boolean chunkIsMachine;

  private Tokens(ScannedText text) {
    this.text = text;
    int room = LEAST_ROOM + text.length() / CHARACTERS_PER_TOKEN;
    this.starts = new int[room];
    this.ends = new int[room];
    this.kinds = new byte[room];
    this.hashes = new long[room];
    this.bases = new long[room];
  }

  /** Cuts the whole text. */
  public static Tokens of(ScannedText text) {
    var tokens = new Tokens(text);
    tokens.cut();
    return tokens;
  }

  /** The same, cut once for all detectors of the text. */
  public static Tokens of(ScannedText text, Hits hits) {
    return hits.once(Tokens.class, () -> of(text));
  }

  public int count() {
    return count;
  }

  public int start(int token) {
    return starts[token];
  }

  public int end(int token) {
    return ends[token];
  }

  public int length(int token) {
    return ends[token] - starts[token];
  }

  /** The kind, or {@link #LINE_BREAK} outside the text. */
  public int kind(int token) {
    return token < 0 || token >= count ? LINE_BREAK : kinds[token];
  }

  /** The hash of the folded word, or zero outside the text. */
  public long hash(int token) {
    return token < 0 || token >= count ? 0 : hashes[token];
  }

  /** The hash of the folded word with Latin letters as plain as they get, or zero outside. */
  long base(int token) {
    return token < 0 || token >= count ? 0 : bases[token];
  }

  public char sign(int token) {
    return kind(token) == SIGN ? text.charAt(starts[token]) : '\0';
  }

  /** Whether nothing stands between the token and the one before. */
  public boolean isGlued(int token) {
    return token > 0 && token < count && starts[token] == ends[token - 1];
  }

  /** Whether one sign of white space stands between the token and the one before. */
  boolean followsBlank(int token) {
    return token > 0 && token < count && starts[token] - ends[token - 1] == 1;
  }

  ScannedText text() {
    return text;
  }

  /** Whether the token is part of an address of machines, a path or an identifier. */
  public boolean isMachine(int token) {
    return token >= 0 && machine.get(token);
  }

  boolean hasWords() {
    return words;
  }

  boolean hasUncased() {
    return sawUncased;
  }

  boolean hasUnspaced() {
    return sawUnspaced;
  }

  private void cut() {
    char[] chars = text.unsafeChars();
    int length = text.length();
    int at = 0;
    while (at < length) {
      char c = chars[at];
      int end = at + 1;
      if (CharacterKinds.isDigit(c)) {
        while (end < length && CharacterKinds.isDigit(chars[end])) {
          end++;
        }
        add(at, end, NUMBER);
      } else if (isLetter(c)) {
        end = word(chars, at, length);
      } else if (c == '\n') {
        end = blank(chars, at, length);
        endChunk();
        add(at, end, LINE_BREAK);
        chunk = count;
      } else if (c == ' ' || Character.isWhitespace(c)) {
        endChunk();
      } else {
        add(at, end, SIGN);
        sign(c, at);
      }
      at = end;
    }
    endChunk();
  }

  private void sign(char c, int at) {
    if (",;\"'<>()[]{}|".indexOf(c) >= 0) {
      endChunk();
    } else {
      chunkIsMachine |= isMachineSign(c, at);
    }
  }

  /** What e-mail addresses, links and identifiers have between their words, and prose has not. */
  private boolean isMachineSign(char c, int at) {
    char before = text.at(at - 1);
    char after = text.at(at + 1);
    return switch (c) {
      case '@', '_', '\\' -> Character.isLetterOrDigit(before) && Character.isLetterOrDigit(after);
      case ':' -> after == '/' && text.at(at + 2) == '/';
      case '.' ->
          Character.isLowerCase(after)
              && Character.isLetter(text.at(at - 2))
              && Character.isLetter(before);
      default -> false;
    };
  }

  private void endChunk() {
    if (chunkIsMachine) {
      machine.set(chunk, count);
    }
    chunk = count;
    chunkIsMachine = false;
  }

  private static int blank(char[] chars, int start, int length) {
    int end = start + 1;
    int last = end;
    while (end < length && Character.isWhitespace(chars[end])) {
      end++;
      last = chars[end - 1] == '\n' ? end : last;
    }
    return last;
  }

  private static boolean isLetter(char c) {
    if (c < 128) {
      return CharacterKinds.isAsciiLetter(c);
    }
    int bits = CharacterTable.bits(c);
    return (bits & (CharacterTable.LETTER | CharacterTable.MARK)) != 0 || Character.isSurrogate(c);
  }

  private int word(char[] chars, int start, int length) {
    boolean unspaced = isUnspaced(chars[start]);
    int end = start;
    int upper = 0;
    int lower = 0;
    boolean plain = true;
    long hash = Hashing.START;
    while (end < length && isLetter(chars[end]) && isUnspaced(chars[end]) == unspaced) {
      char c = chars[end];
      if (c < 128) {
        upper += c <= 'Z' ? 1 : 0;
        lower += c <= 'Z' ? 0 : 1;
      } else {
        plain = false;
        int bits = CharacterTable.bits(c);
        boolean capital = (bits & CharacterTable.UPPER) != 0;
        upper += capital ? 1 : 0;
        lower += !capital && (bits & CharacterTable.LOWER) != 0 ? 1 : 0;
      }
      hash = Hashing.append(hash, CaseFolding.fold(c));
      end++;
    }
    int kind = unspaced ? UNSPACED : caseOf(chars[start], upper, lower);
    words = true;
    sawUncased |= kind == UNCASED;
    sawUnspaced |= unspaced;
    add(start, end, kind);
    hashes[count - 1] = Hashing.finish(hash);
    bases[count - 1] = plain ? hashes[count - 1] : Hashing.base(text, start, end);
    return end;
  }

  private static int caseOf(char first, int upper, int lower) {
    if (upper + lower == 0) {
      return UNCASED;
    }
    boolean startsUpper = Character.isUpperCase(first);
    if (upper == 0) {
      return LOWER;
    }
    if (startsUpper && upper == 1) {
      return CAPITALIZED;
    }
    return lower == 0 ? UPPER : MIXED;
  }

  static boolean isUnspaced(char c) {
    return c >= 0x0E00
        && ((c <= 0x0EFF)
            || (c >= 0x1000 && c <= 0x109F)
            || (c >= 0x1780 && c <= 0x17FF)
            || (c >= 0x3040 && c <= 0x30FF)
            || (c >= 0x3400 && c <= 0x9FFF)
            || (c >= 0xAC00 && c <= 0xD7A3)
            || (c >= 0xF900 && c <= 0xFAFF));
  }

  private void add(int start, int end, int kind) {
    if (count == starts.length) {
      grow();
    }
    starts[count] = start;
    ends[count] = end;
    kinds[count] = (byte) kind;
    hashes[count] = kind == NUMBER ? Hashing.number(end - start) : plainHash(start, kind);
    bases[count] = hashes[count];
    count++;
  }

  private long plainHash(int start, int kind) {
    return kind == SIGN ? Hashing.sign(text.charAt(start)) : Hashing.LINE_BREAK;
  }

  private void grow() {
    int room = count * 2;
    starts = Arrays.copyOf(starts, room);
    ends = Arrays.copyOf(ends, room);
    kinds = Arrays.copyOf(kinds, room);
    hashes = Arrays.copyOf(hashes, room);
    bases = Arrays.copyOf(bases, room);
  }
}
