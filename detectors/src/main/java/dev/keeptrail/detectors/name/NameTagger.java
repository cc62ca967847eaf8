package dev.keeptrail.detectors.name;

/**
 * Walks over a text once from left to right and gives tokens their tags, each on the strength of
 * what stands around it and of the tags before. Tokens that cannot be part of a name are passed
 * over, which is most of them.
 */
public final class NameTagger {
  private static final int LABEL_REACH = 4;
  private static final int ADDRESS_REACH = 6;
  private static final int MAX_NUMBER = 6;

  private final TaggedTokens tagged;
  private final Tokens tokens;
  private final Cues cues;
  private final Features features;
  private final Decision decision;

  private NameTagger(Tokens tokens, TaggerModel model, Decision decision) {
    this.tokens = tokens;
    this.tagged = new TaggedTokens(tokens, model);
    this.cues = new Cues(tagged);
    this.features = new Features(tagged);
    this.decision = decision;
  }

  /** Tags all tokens; what was given is in the result. */
  static TaggedTokens tag(Tokens tokens, TaggerModel model, Decision decision) {
    var tagger = new NameTagger(tokens, model, decision);
    tagger.run();
    return tagger.tagged;
  }

  /** For training: the decision sees every token that is looked at. */
  public static void walk(Tokens tokens, TaggerModel model, Decision decision) {
    new NameTagger(tokens, model, decision).run();
  }

  private void run() {
    for (int i = 0; i < tokens.count(); i++) {
      if (isCandidate(i)) {
        features.collect(i, cues);
        int tag = decision.tag(i, features.rows(), features.count(), tagged.tagBefore(i));
        tagged.setTag(i, tag, decision.margin());
      }
      cues.pass(i);
    }
  }

  private boolean isCandidate(int i) {
    if (tokens.isMachine(i)) {
      return false;
    }
    boolean goesOn = tagged.tagBefore(i) != Tag.NONE;
    return switch (tokens.kind(i)) {
      case Tokens.CAPITALIZED, Tokens.UPPER, Tokens.MIXED -> !isHandle(i);
      case Tokens.LOWER -> goesOn || lowerCandidate(i);
      case Tokens.UNCASED -> goesOn || announces(i, WordClasses.LABEL | WordClasses.TITLE);
      case Tokens.NUMBER -> numberCandidate(i, goesOn);
      case Tokens.SIGN -> goesOn && ",.'-&/#()>?".indexOf(tokens.sign(i)) >= 0;
      case Tokens.LINE_BREAK -> goesOn;
      default -> false;
    };
  }

  private boolean isHandle(int i) {
    char before = tokens.sign(i - 1);
    return tokens.isGlued(i) && (before == '@' || before == '#');
  }

  private boolean lowerCandidate(int i) {
    if (tokens.isGlued(i) && tokens.kind(i - 1) == Tokens.NUMBER) {
      return false;
    }
    return announces(
            i, WordClasses.LABEL | WordClasses.TITLE | WordClasses.ADDRESS | WordClasses.STREET)
        || tokens.kind(i - 1) == Tokens.NUMBER
        || tagged.isUncommonFirstName(i)
        || ((cues.announced(i, 2) & WordClasses.PREPOSITION) != 0
            && (tagged.lists(i) & (Gazetteer.PLACE | Gazetteer.COMMON)) == Gazetteer.PLACE);
  }

  private boolean announces(int i, int classes) {
    return (cues.announced(i, LABEL_REACH) & classes) != 0;
  }

  private boolean numberCandidate(int i, boolean goesOn) {
    if (tokens.length(i) > MAX_NUMBER || (tokens.isGlued(i) && tokens.kind(i - 1) != Tokens.SIGN)) {
      return false;
    }
    return goesOn
        || (cues.announced(i, ADDRESS_REACH) & (WordClasses.ADDRESS | WordClasses.UNIT)) != 0
        || isCapital(i + 1)
        || isCapital(i + 2)
        || isCapital(i - 1)
        || (tagged.classes(i + 1) & (WordClasses.STREET | WordClasses.PARTICLE)) != 0
        || (tagged.classes(i + 2) & WordClasses.STREET) != 0;
  }

  private boolean isCapital(int i) {
    return tokens.kind(i) == Tokens.CAPITALIZED || tokens.kind(i) == Tokens.UPPER;
  }
}
