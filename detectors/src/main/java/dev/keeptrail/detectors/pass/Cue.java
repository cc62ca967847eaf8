package dev.keeptrail.detectors.pass;

/** What in a text suggests that it hides another form of itself. */
public enum Cue {
  /** {@code %} and two hexadecimal digits. */
  PERCENT,
  /** {@code +} between what forms consist of. */
  PLUS,
  /** {@code &} and what could begin a character reference. */
  REFERENCE,
  /** A backslash and what could begin an escape. */
  BACKSLASH,
  /** {@code =} and two hexadecimal digits in capitals, or {@code =} at the end of a line. */
  QUOTED,
  /** The start of a line, and what one may begin with that does not belong to its text. */
  LINE,
  /** A digit beside a letter, and two more just before. */
  DIGITS_IN_WORDS,
  /** Several characters in a row, each parted from the next by one sign or space. */
  SPACED,
  /** Several short runs in a row that could be codes of characters. */
  SHORT_RUNS,
  /** Several runs of one length in a row, parted by one sign each, as codes are put in groups. */
  GROUPED_CODES,
  /** Groups of digits that something unusual parts; or what parts two of them. */
  GROUPED,
  /** A word of {@link CueWords}. */
  WORD
}
