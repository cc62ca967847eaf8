package dev.keeptrail.detectors.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Text spelled in characters that show nothing: Unicode tag characters, which mirror ASCII;
 * variation selectors standing for bytes; and two zero-width characters used as the bits of bytes.
 * Collects them while a text is normalised. Confined to one text.
 */
final class InvisibleCode {
  private static final int MIN_LETTERS = 4;
  private static final int BITS = 8;
  private static final int MAX_GROUP = 21;
  private static final int FIRST_SELECTOR_BYTE = 16;

  private @Nullable MappedBuffer tags;
  private int runs;
  private @Nullable MappedBuffer selectors;
  private @Nullable MappedBuffer widthless;

  void tag(char c, int start, int end) {
    runs += tags == null || tags.endAt(tags.length() - 1) < start ? 1 : 0;
    tags = add(tags, c, start, end);
  }

  /** Whether other characters stand between tags, more often than flags would account for. */
  boolean isMixed() {
    return tags != null && runs > 1 && tags.length() >= MIN_LETTERS;
  }

  /** Takes any other invisible character; most mean nothing. */
  void see(int codePoint, int start, int end) {
    int selected = codePoint - 0xE0100 + FIRST_SELECTOR_BYTE;
    if (selected >= ' ' && selected < 0x7F) {
      selectors = add(selectors, (char) selected, start, end);
    } else if (isBit(codePoint)) {
      widthless = add(widthless, (char) codePoint, start, end);
    }
  }

  private static boolean isBit(int codePoint) {
    return (codePoint >= 0x200B && codePoint <= 0x200F)
        || (codePoint >= 0x2060 && codePoint <= 0x2064)
        || codePoint == 0x180E
        || codePoint == 0xFEFF;
  }

  private static MappedBuffer add(@Nullable MappedBuffer buffer, char c, int start, int end) {
    MappedBuffer kept = buffer == null ? new MappedBuffer(64) : buffer;
    kept.add(c, start, end);
    return kept;
  }

  /** Whether anything was seen that could be part of a hidden text. */
  boolean isAnySeen() {
    return tags != null || selectors != null || widthless != null;
  }

  /** Everything spelled out, each kind of character for itself. */
  List<ScannedText> texts(String original) {
    var texts = new ArrayList<ScannedText>();
    for (var spelled : new @Nullable MappedBuffer[] {tags, selectors}) {
      if (spelled != null && spelled.length() >= MIN_LETTERS) {
        texts.add(spelled.toHidden(original));
      }
    }
    if (widthless != null && widthless.length() >= MIN_LETTERS * BITS) {
      bits(widthless).ifPresent(bits -> texts.add(bits.toHidden(original)));
    }
    return texts;
  }

  private static Optional<MappedBuffer> bits(MappedBuffer signs) {
    char[] common = mostCommon(signs);
    for (int zero = 0; zero < 2; zero++) {
      MappedBuffer read = read(signs, common[zero], common[1 - zero]);
      if (read.length() >= MIN_LETTERS) {
        return Optional.of(read);
      }
    }
    return Optional.empty();
  }

  /** The two signs that occur most; counting 16 kinds at most. */
  private static char[] mostCommon(MappedBuffer signs) {
    int[] counts = new int[16];
    char[] kinds = new char[16];
    for (int i = 0; i < signs.length(); i++) {
      int kind = 0;
      while (kinds[kind] != 0 && kinds[kind] != signs.at(i)) {
        kind++;
      }
      kinds[kind] = signs.at(i);
      counts[kind]++;
    }
    char[] common = new char[2];
    for (int place = 0; place < 2; place++) {
      int best = 0;
      for (int kind = 1; kind < counts.length; kind++) {
        best = counts[kind] > counts[best] ? kind : best;
      }
      common[place] = kinds[best];
      counts[best] = 0;
    }
    return common;
  }

  /**
   * Reads eight bits to a letter, or, where other signs stand between, as many as stand together;
   * nothing if a letter is not printable ASCII.
   */
  private static MappedBuffer read(MappedBuffer signs, char zero, char one) {
    var letters = new MappedBuffer(signs.length() / BITS + 1);
    boolean parted = false;
    for (int i = 0; i < signs.length(); i++) {
      parted |= signs.at(i) != zero && signs.at(i) != one;
    }
    int value = 0;
    int bits = 0;
    int start = 0;
    for (int i = 0; i <= signs.length(); i++) {
      boolean bit = i < signs.length() && (signs.at(i) == zero || signs.at(i) == one);
      if (bit) {
        start = bits == 0 ? signs.startAt(i) : start;
        value = (value << 1) | (signs.at(i) == one ? 1 : 0);
        bits++;
      }
      boolean whole = parted ? !bit && bits > 0 : bits == BITS;
      if (whole) {
        if (bits > MAX_GROUP || (value < ' ' && value != '\n') || value >= 0x7F) {
          return new MappedBuffer(1);
        }
        letters.add((char) value, start, signs.endAt(bit ? i : i - 1));
        value = 0;
        bits = 0;
      }
    }
    return letters;
  }
}
