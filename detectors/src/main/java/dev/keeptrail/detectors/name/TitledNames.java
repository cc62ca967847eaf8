package dev.keeptrail.detectors.name;

import dev.keeptrail.detectors.FindingSink;

/**
 * Names behind titles that only persons have, as in {@code Herrn Kuhnhenn}, {@code Dr A Chowdhury}:
 * the words with capitals that follow, if the first is no common word and no place.
 */
final class TitledNames {
  private static final double SCORE = 0.7;
  private static final int LEAST = 3;
  private static final int MAX_WORDS = 4;
  private static final int LONGEST = 10;

  private static final WordBits TITLES =
      words(
          "mr mrs ms miss messrs dr herr herrn frau fräulein mme mlle monsieur madame señor señora"
              + " señorita sr sra srta don dña doña dª hr tn ny sdr nn mas mbak pak mudr judr ing mgr özv"
              + " uzm инж др д-р signor signora signorina sig sigg dott dottor"
              + " dottoressa senhor senhora dra dhr mevr mevrouw meneer pani pana panem panu zeuge"
              + " zeugin fru hr bay hanım paní pán pána κα κος domnul doamna г-н г-жа пан пані пана");

  /** Whom people address by what they are. */
  private static final WordBits OFFICES =
      words(
          "minister ministerin präsident präsidentin president presidente presidenta direktor"
              + " direktorin director directora directeur directrice kanzler kanzlerin bürgermeister"
              + " bürgermeisterin anwalt anwältin richter richterin staatsanwalt vorsitzender"
              + " vorsitzende kollege kollegin nachbar nachbarin speaker chairman chairwoman maire"
              + " juge avocat avocate ministro ministra ministre doktor professor professorin");

  private final Tokens tokens;
  private final Gazetteer lists;
  private final WordClasses words;
  private final FindingSink sink;

  TitledNames(Tokens tokens, TaggerModel model, FindingSink sink) {
    this.tokens = tokens;
    this.lists = model.gazetteer();
    this.words = model.classes();
    this.sink = sink;
  }

  /** Words of one kind, which a table has bits for. */
  static WordBits words(String list) {
    return new WordBits.Builder().words(list, 1).build();
  }

  void detect() {
    for (int i = 0; i < tokens.count(); i++) {
      if (isTitle(i)) {
        int first = afterTitles(i + 1);
        int last = lastOf(first);
        if (last >= first) {
          NameDetectors.person(tokens, first, last, SCORE, sink);
        }
      }
    }
  }

  private boolean isTitle(int i) {
    return tokens.kind(i) <= Tokens.MIXED
        && tokens.length(i) <= LONGEST
        && !tokens.isMachine(i)
        && TITLES.of(tokens.hash(i)) != 0;
  }

  /** Over full stops, further titles, and initials, which belong to the name. */
  private int afterTitles(int from) {
    int i = from;
    while (i < from + 4
        && (tokens.sign(i) == '.' || (tokens.kind(i) < Tokens.SIGN && isFurtherTitle(i)))) {
      i++;
    }
    return i;
  }

  private boolean isFurtherTitle(int i) {
    return (words.of(tokens.hash(i)) & WordClasses.TITLE) != 0;
  }

  /** The last word of the name that begins here; before the first where none does. */
  private int lastOf(int first) {
    int last = first - 1;
    boolean named = false;
    for (int i = first; i < first + MAX_WORDS && tokens.followsBlank(i); i++) {
      boolean initial = tokens.length(i) == 1 && tokens.kind(i) == Tokens.CAPITALIZED;
      if (!initial && !isName(i)) {
        break;
      }
      named |= !initial;
      last = i;
    }
    return named ? last : first - 1;
  }

  private boolean isName(int i) {
    int kind = tokens.kind(i);
    return (kind == Tokens.CAPITALIZED || kind == Tokens.UPPER || kind == Tokens.MIXED)
        && tokens.length(i) >= LEAST
        && !tokens.isMachine(i)
        && OFFICES.of(tokens.hash(i)) == 0
        && !lists.common().has(tokens.base(i))
        && words.of(tokens.hash(i)) == 0;
  }
}
