package dev.keeptrail.detectors.name;

import dev.keeptrail.detectors.text.CaseFolding;

/**
 * What the tagger sees of one token: the words around it, their beginnings, ends and shapes, the
 * lists and classes that know them, and the tags given so far. Each feature is hashed to a row of
 * the weight table. Part of the model's format: to change them is to train anew.
 */
final class Features {
  /** More rows than one token has. */
  static final int MAX = 64;

  private static final int SHAPE_SIZES = 5;

  private final TaggedTokens tagged;
  private final Tokens tokens;
  private final int[] rows = new int[MAX];
  private int count;

  Features(TaggedTokens tagged) {
    this.tagged = tagged;
    this.tokens = tagged.tokens();
  }

  int[] rows() {
    return rows;
  }

  int count() {
    return count;
  }

  void collect(int token, Cues cues) {
    count = 0;
    words(token);
    affixes(token);
    shapes(token);
    knowledge(token);
    history(token);
    cues(token, cues);
  }

  private void words(int i) {
    long word = tokens.hash(i);
    long before = tokens.hash(i - 1);
    long after = tokens.hash(i + 1);
    add(1, word);
    add(2, before);
    add(3, after);
    add(4, tokens.hash(i - 2));
    add(5, tokens.hash(i + 2));
    add(6, Hashing.both(before, word));
    add(7, Hashing.both(word, after));
    add(8, Hashing.both(tokens.hash(i - 2), before));
    add(9, Hashing.both(after, tokens.hash(i + 2)));
  }

  private void affixes(int i) {
    if (tokens.kind(i) > Tokens.UNCASED) {
      return;
    }
    int start = tokens.start(i);
    int end = tokens.end(i);
    int length = end - start;
    long kind = tokens.kind(i) == Tokens.LOWER ? 0 : 1;
    for (int size = 2; size <= 4 && size < length; size++) {
      add(10 + size, part(end - size, end) + kind);
    }
    if (length > 3) {
      add(15, part(start, start + 3) + kind);
    }
  }

  private long part(int start, int end) {
    long hash = Hashing.START;
    for (int i = start; i < end; i++) {
      hash = Hashing.append(hash, CaseFolding.fold(tokens.text().charAt(i)));
    }
    return Hashing.finish(hash);
  }

  private void shapes(int i) {
    int shape = shape(i);
    int before = shape(i - 1);
    int after = shape(i + 1);
    add(16, shape);
    add(17, shape * 64L + before);
    add(18, shape * 64L + after);
    add(19, (shape * 64L + before) * 64 + after);
    add(20, (shape(i - 2) * 64L + before) * 64 + shape);
    add(21, (shape(i + 2) * 64L + after) * 64 + shape);
  }

  /** Kind and rough size; zero is outside the text. */
  private int shape(int i) {
    if (i < 0 || i >= tokens.count()) {
      return 0;
    }
    int kind = tokens.kind(i);
    int size =
        kind == Tokens.SIGN || kind == Tokens.LINE_BREAK
            ? 0
            : Math.min(tokens.length(i), SHAPE_SIZES) - 1;
    return 1 + kind * SHAPE_SIZES + size + (kind == Tokens.SIGN ? signKind(tokens.sign(i)) : 0);
  }

  private static int signKind(char sign) {
    return switch (sign) {
      case ',' -> 1;
      case '.' -> 2;
      case ':' -> 3;
      case '\'', '-', '&' -> 4;
      default -> 0;
    };
  }

  private void knowledge(int i) {
    long here = known(i);
    long before = known(i - 1);
    long after = known(i + 1);
    long kind = Math.min(tokens.kind(i), Tokens.KINDS);
    add(22, here * 16 + kind);
    add(23, Hashing.both(before, here * 16 + kind));
    add(24, Hashing.both(here * 16 + kind, after));
    add(25, Hashing.both(Hashing.both(before, here), after));
    add(26, tagged.classes(i - 2) * 16L + kind);
    add(27, tagged.classes(i + 2) * 16L + kind);
    add(28, Hashing.both(known(i + 2), here));
  }

  private long known(int i) {
    return tagged.classes(i) * 16L + tagged.lists(i);
  }

  private void history(int i) {
    long last = tagged.tagBefore(i);
    long earlier = tagged.tagEarlier(i);
    add(29, last);
    add(30, last * 16 + earlier);
    add(31, Hashing.both(last, tokens.hash(i)));
    add(32, last * 64 + shape(i));
    add(33, Hashing.both(last, known(i)));
    add(34, Hashing.both(last, tokens.hash(i - 1)));
    add(35, Hashing.both(last * 64 + shape(i), shape(i + 1)));
    add(36, Hashing.both(last * 16 + earlier, known(i)));
    add(37, tagged.rememberedTag(i) * 16L + last);
    add(38, tagged.rememberedTag(i) * 64L + shape(i));
  }

  private void cues(int i, Cues cues) {
    int kind = tokens.kind(i);
    long last = tagged.tagBefore(i);
    add(39, cues.near(i) * 16L + kind);
    add(40, Hashing.both(cues.label(i), last * 16 + kind));
    add(41, Hashing.both(cues.label(i), cues.sinceLabel(i)));
    add(42, Hashing.both(cues.near(i) * 16L + last, known(i)));
    add(43, cues.startsSentence(i) * 256L + kind * 16L + (tagged.lists(i) & Gazetteer.COMMON));
    add(44, cues.startsSentence(i) * 4096L + known(i) * 2 + (tokens.isGlued(i) ? 1 : 0));
  }

  private void add(int feature, long value) {
    rows[count++] = (int) (Hashing.both(feature, value) >>> 47);
  }
}
