package dev.keeptrail.detectors.name;

/**
 * What was read shortly before a token: the last word that announces a name or an address, the last
 * label with a colon, and where the sentence began. Moves along with the tagger.
 */
final class Cues {
  private static final int ANNOUNCING =
      WordClasses.LABEL
          | WordClasses.TITLE
          | WordClasses.CONTEXT
          | WordClasses.ADDRESS
          | WordClasses.STREET
          | WordClasses.UNIT
          | WordClasses.PREPOSITION;
  private static final int REACH = 6;
  private static final int LABEL_REACH = 8;

  private final TaggedTokens tagged;
  private final Tokens tokens;
  private int cue = -REACH - 1;
  private int label = -LABEL_REACH - 1;
  private long labelHash;
  private int sentence;

  Cues(TaggedTokens tagged) {
    this.tagged = tagged;
    this.tokens = tagged.tokens();
  }

  /** To be called for each token in turn, after it was tagged. */
  void pass(int i) {
    int kind = tokens.kind(i);
    if (kind == Tokens.LINE_BREAK) {
      sentence = i + 1;
    } else if (kind == Tokens.SIGN) {
      sign(i, tokens.sign(i));
    } else if ((tagged.classes(i) & ANNOUNCING) != 0) {
      cue = i;
    }
  }

  private void sign(int i, char sign) {
    switch (sign) {
      case ':', '=' -> {
        label = i;
        labelHash = tokens.hash(i - 1);
        sentence = i + 1;
      }
      case '.', '!', '?' -> sentence = tokens.isGlued(i + 1) ? sentence : i + 1;
      case '"', '(', '>', '*', '|', '#' -> sentence = i + 1 - (i == sentence ? 0 : 1);
      default -> {
        // Other signs begin nothing.
      }
    }
  }

  /** Classes of the last announcing word and how far back it is; zero if out of reach. */
  int near(int i) {
    int distance = i - cue;
    return distance > REACH ? 0 : (tagged.classes(cue) & ANNOUNCING) * 8 + distance;
  }

  /** Classes of the last announcing word, if it is at most so far back. */
  int announced(int i, int reach) {
    return i - cue > reach ? 0 : tagged.classes(cue) & ANNOUNCING;
  }

  /** The word before the last colon, if that is close. */
  long label(int i) {
    return i - label > LABEL_REACH ? 0 : labelHash;
  }

  int sinceLabel(int i) {
    return Math.min(i - label, LABEL_REACH + 1);
  }

  /** 1 at the first token of a sentence, else 0. */
  int startsSentence(int i) {
    return i == sentence ? 1 : 0;
  }
}
