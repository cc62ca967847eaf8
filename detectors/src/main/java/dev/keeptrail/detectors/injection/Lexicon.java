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

  static {
    Vocabulary vocabulary = Vocabulary.load();
    WORDS = vocabulary.words();
    RULES = Rules.load(vocabulary);
    TRIGGER = new Trigger(WORDS.stream().map(Word::text).toList(), false, true);
    OVERRIDE = vocabulary.concept("OVERRIDE");
    WIPE = vocabulary.concept("WIPE");
  }

  private Lexicon() {}
}
