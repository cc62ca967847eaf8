package dev.keeptrail.detectors.backwards;

import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;

/** What is said near a number about the way it is written. */
final class Words {
  /** How far away a word that stands backwards itself tells of a number. */
  private static final int NEAR = 40;

  /** How far away "backwards" does: it is said of much else. */
  private static final int SAID = 36;

  private static final WordTable ANY =
      ContextWords.table("backwards", "turned", "turned_card", "turned_ssn", "turned_phone");
  private static final WordTable BACKWARDS = ContextWords.table("backwards");
  private static final WordTable TURNED =
      ContextWords.table("turned", "turned_card", "turned_ssn", "turned_phone");

  private final WordTable plain;
  private final WordTable turned;

  Words(String plain, String turned) {
    this.plain = ContextWords.table(plain);
    this.turned = ContextWords.table(turned);
  }

  /** Whether anything is: most numbers are spared the rest. */
  static boolean any(ScannedText text, NumberRow row) {
    return ANY.before(text, row.start(), NEAR) || ANY.after(text, row.end(), NEAR);
  }

  /** Whether words around it stand backwards as well. */
  static boolean amongTurned(ScannedText text, NumberRow row) {
    return TURNED.before(text, row.start(), NEAR) || TURNED.after(text, row.end(), NEAR);
  }

  /** Whether the number is named, by a word that stands backwards or by one that is said to. */
  boolean name(ScannedText text, NumberRow row) {
    boolean said =
        BACKWARDS.before(text, row.start(), SAID) || BACKWARDS.after(text, row.end(), SAID);
    return turned.before(text, row.start(), NEAR)
        || turned.after(text, row.end(), NEAR)
        || (said && (plain.before(text, row.start(), NEAR) || plain.after(text, row.end(), NEAR)));
  }
}
