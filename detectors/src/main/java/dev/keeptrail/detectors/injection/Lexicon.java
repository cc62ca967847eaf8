package dev.keeptrail.detectors.injection;

import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.injection.Vocabulary.Word;
import java.util.List;

/** Words and rules, loaded together at first use. */
final class Lexicon {
  static final List<Word> WORDS;
  static final Rules RULES;

  /** Every text is looked at, whether or not it holds any of the words. */
  static final Trigger TRIGGER;

  static final int OVERRIDE;
  static final int WIPE;
  static final int REVEAL;
  static final int LINK;
  static final int FREEDOM;
  static final int HIDE;
  static final int DESTINATION;
  static final int HEADING;

  /** How many concepts there are. */
  static final int CONCEPTS;

  /** A bit for each concept that speaks for an attack, however little. */
  static final long IDEAS_OF_ATTACKS;

  private static final long MACHINES;
  private static final long UNSEEN;

  private static final List<String> OF_ANY_TEXT =
      List.of("TOPIC", "ASK", "HARMLESS_USE", "KNOWN", "PRODUCT", "ALL");

  static {
    Vocabulary vocabulary = Vocabulary.load();
    WORDS = vocabulary.words();
    RULES = Rules.load(vocabulary);
    TRIGGER = new Trigger(WORDS.stream().map(Word::text).toList(), false, true);
    OVERRIDE = vocabulary.concept("OVERRIDE");
    WIPE = vocabulary.concept("WIPE");
    REVEAL = vocabulary.concept("REVEAL");
    LINK = vocabulary.concept("LINK");
    FREEDOM = vocabulary.concept("FREEDOM");
    HIDE = vocabulary.concept("HIDE");
    DESTINATION = vocabulary.concept("DESTINATION");
    HEADING = vocabulary.concept("HEADING");
    MACHINES = 1L << vocabulary.concept("MACHINE") | 1L << vocabulary.concept("ADDRESS");
    UNSEEN = 1L << vocabulary.concept("UNASKED") | 1L << vocabulary.concept("CONCEAL");
    CONCEPTS = vocabulary.concepts();
    if (CONCEPTS > ConceptPairs.MOST_CONCEPTS) {
      throw new IllegalStateException("more concepts than fit a set: " + CONCEPTS);
    }
    long others = 0;
    for (String concept : OF_ANY_TEXT) {
      others |= 1L << vocabulary.concept(concept);
    }
    IDEAS_OF_ATTACKS = ~others;
  }

  private Lexicon() {}

  /** Whether the words of a concept name machines that read. */
  static boolean isMachine(int concept) {
    return (MACHINES >> concept & 1) != 0;
  }

  /** Whether the words of a concept say that nobody is asked or told. */
  static boolean isUnseen(int concept) {
    return (UNSEEN >> concept & 1) != 0;
  }
}
