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

  /** How many concepts there are. */
  static final int CONCEPTS;

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
    CONCEPTS = vocabulary.concepts();
    if (CONCEPTS > ConceptPairs.MOST_CONCEPTS) {
      throw new IllegalStateException("more concepts than fit a set: " + CONCEPTS);
    }
  }

  private Lexicon() {}
}
