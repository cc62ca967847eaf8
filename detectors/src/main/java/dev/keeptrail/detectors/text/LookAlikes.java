package dev.keeptrail.detectors.text;

/**
 * Folds letters that only look like those of the rest of their word, or of the words around.
 * Confined to one text.
 */
final class LookAlikes {
  private static final int MIN_ACCENTED = 3;
  private static final int MIN_SMALL = 3;

  private final MappedBuffer text;

  /** Start of the words that could be Latin and wait for what follows, or -1. */
  private int waiting = -1;

  private boolean latinBefore;
  private boolean foreignBefore;
  private boolean bared;

  /** Where the first word that is not looked at starts. */
  private int next;

  /** How far that word goes as far as it is there, and the bits of its characters. */
  private int reached;

  private int all;
  private int letters;

  /**
   * Up to where it is of ASCII alone and nothing makes other letters of them, because one looks
   * like none of Cyrillic.
   */
  private int firm;

  LookAlikes(MappedBuffer text) {
    this.text = text;
  }

  /** Folds whatever is in the text, which is all there is. */
  void foldRest() {
    if (next == 0 && !text.hasForeign() && !text.hasDecorated()) {
      return;
    }
    fold(false);
    if (latinBefore) {
      settle(text.length());
    }
  }

  /**
   * Folds as far as no further text can change it.
   *
   * @return up to where the characters are final
   */
  int foldSettled() {
    fold(true);
    return waiting < 0 ? Math.max(next, firm) : waiting;
  }

  private void fold(boolean open) {
    boolean decorated = text.hasDecorated();
    while (next < text.length()) {
      int start = next;
      int end = partEnd();
      if (open && end == text.length()) {
        break;
      }
      if (end > start && (all >= 0x80 || decorated)) {
        word(start, end);
      } else if (letters != 0) {
        plain(start);
      }
      next = Math.max(end, start + 1);
      reached = next;
      all = 0;
      letters = 0;
    }
  }

  /** End of the word; goes on where it ended before more of it came. */
  private int partEnd() {
    int end = reached;
    while (end < text.length() && isPart(text.at(end))) {
      char c = text.at(end);
      all |= c;
      letters |= c & 0x40;
      end++;
      if (all < 0x80
          && (firm > next || (CharacterKinds.isAsciiLetter(c) && Confusables.toCyrillic(c) == c))) {
        firm = end;
      }
    }
    reached = end;
    return end;
  }

  private static boolean isPart(char c) {
    return c < 0x80 ? CharacterKinds.isAsciiAlphanumeric(c) : CharacterTable.isLetterOrDigit(c);
  }

  /** A word of plain Latin letters, which most are. */
  private void plain(int start) {
    bared = false;
    latin(start);
  }

  private void latin(int start) {
    settle(start);
    latinBefore = true;
    foreignBefore = false;
  }

  private void word(int start, int end) {
    int ascii = 0;
    int other = 0;
    int latinLike = 0;
    int accented = 0;
    int small = 0;
    int alike = 0;
    int scripts = 0;
    for (int i = start; i < end; i++) {
      char c = text.at(i);
      accented += text.isDecorated(i) || Confusables.toBase(c) != c ? 1 : 0;
      if (c < 0x80) {
        ascii += CharacterKinds.isDigit(c) ? 0 : 1;
      } else {
        other++;
        latinLike += Confusables.couldBeLatin(c) ? 1 : 0;
        small += Confusables.isSmallCapital(c) ? 1 : 0;
        int script = Confusables.scriptBesideLatin(c);
        alike += script == 0 ? 0 : 1;
        scripts |= script;
      }
    }
    bared = 10 * accented >= 7 * (ascii + other) && (bared || accented >= MIN_ACCENTED);
    if (bared) {
      bare(start, end);
    }
    boolean capitals = ascii == 0 && small == other && small >= MIN_SMALL;
    boolean latin = capitals || (ascii > 0 && other == 0);
    // WHY: no language has words of Greek and Cyrillic letters, or of Armenian and others.
    boolean patched = ascii == 0 && alike == other && Integer.bitCount(scripts) > 1;
    if (capitals || patched || (ascii > 0 && other > 0)) {
      latin = mixed(start, end);
    }
    if (latin) {
      latin(start);
    } else if (ascii == 0 && other > 0 && other == latinLike && !foreignBefore) {
      waiting = waiting < 0 ? start : waiting;
    } else if (other > 0) {
      waiting = -1;
      latinBefore = false;
      foreignBefore = true;
    }
  }

  /** Words that could be Latin turn out to stand among Latin ones. */
  private void settle(int end) {
    if (waiting >= 0) {
      for (int i = waiting; i < end; i++) {
        text.fold(i, Confusables.toLatin(text.at(i)));
      }
      waiting = -1;
    }
  }

  /** Nobody's language has accents on nearly every letter. */
  private void bare(int start, int end) {
    for (int i = start; i < end; i++) {
      text.fold(i, Confusables.toBase(text.at(i)));
    }
  }

  /** Folds a word of several scripts into one of them; whether that is Latin. */
  private boolean mixed(int start, int end) {
    boolean toLatin = true;
    boolean toCyrillic = true;
    boolean ascii = false;
    boolean mirrored = false;
    for (int i = start; i < end; i++) {
      char c = text.at(i);
      if (CharacterKinds.isAsciiLetter(c)) {
        toCyrillic &= Confusables.toCyrillic(c) != c;
        ascii = true;
      } else if (Confusables.isCyrillic(c)) {
        toLatin &= Confusables.toLatin(c) != c;
        mirrored |= Confusables.isMirrored(c);
      }
    }
    toLatin &= !(mirrored && ascii && toCyrillic);
    for (int i = start; i < end && (toLatin || toCyrillic); i++) {
      char c = text.at(i);
      text.fold(i, toLatin ? Confusables.toLatin(c) : Confusables.toCyrillic(c));
    }
    return toLatin;
  }
}
