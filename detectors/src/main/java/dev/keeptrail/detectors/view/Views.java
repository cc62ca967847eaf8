package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.pass.Cues;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;

/**
 * The forms a text hides, read out where the pass saw a cue for them. Escapes and codes may be
 * nested in anything; what plays with letters (turned, reversed, spaced, spelled) is looked for in
 * plain text and in what codes hold, not within itself, where everything would look like
 * everything.
 */
public final class Views {
  private Views() {}

  /**
   * Every other reading of the text, decoded or unwrapped.
   *
   * @param cues what the pass over this text noted
   * @param allowance what the scan may still decode; asked before anything is
   */
  public static List<ScannedText> of(ScannedText text, Cues cues, Allowance allowance) {
    CipherSigns signs =
        playsWithLetters(text.view()) ? CipherSigns.none(text) : CipherSigns.of(text);
    if (!cues.any() && !signs.any()) {
      return List.of();
    }
    var found = new Found(text, allowance);
    EncodedRuns.read(found, cues);
    GroupedCodes.read(found, cues);
    Uuencode.read(found, cues);
    CodeLists.read(found, cues);
    Morse.read(found, cues);
    Braille.read(found, cues);
    Escapes.read(found, cues);
    if (text.view() != View.HIDDEN) {
      HiddenMarkup.read(found, cues);
    }
    if (!playsWithLetters(text.view())) {
      Ciphers.read(found, cues, signs);
      PigLatinWords.read(found, cues);
      Leet.read(found, cues);
      SpacedLetters.read(found, cues);
      NumberedItems.read(found, cues);
      JoinedWords.read(found, cues);
      Pieces.read(found, cues);
      GroupedDigits.read(found, cues);
      SpelledSigns.read(found, cues);
      SpelledLetters.read(found, cues);
      SpelledDigits.read(found, cues);
    }
    return found.forms();
  }

  /**
   * Whether a text that is as deep as is looked, and came out of a code, holds another. What other
   * views make of a text may look like a code by chance.
   */
  public static boolean goesOn(ScannedText text, Cues cues, Allowance allowance) {
    if (text.view() != View.BASE64 && text.view() != View.HEX) {
      return false;
    }
    var found = new Found(text, allowance);
    EncodedRuns.read(found, cues);
    return !found.forms().isEmpty();
  }

  /**
   * Whether one of the forms that stand in one place is hidden where there are cues. Ciphers and
   * leetspeak are not looked for: they are read out of all that stands around.
   *
   * @param text may be open; then what hangs on its rest is an exception
   * @param escapes takes the escapes, which count as no form by themselves
   * @param joints takes the signs that join words, which do not either
   * @param pieces takes what parts the pieces of words, likewise
   * @throws dev.keeptrail.detectors.text.EndReachedException when the rest decides
   */
  static boolean hidesInPlace(
      ScannedText text, Cues cues, FoundEdits escapes, FoundEdits joints, FoundEdits pieces) {
    Found found = Found.probe(text);
    try {
      EncodedRuns.read(found, cues);
      GroupedCodes.read(found, cues);
      Uuencode.read(found, cues);
      CodeLists.read(found, cues);
      Morse.read(found, cues);
      Braille.read(found, cues);
      HiddenMarkup.read(found, cues);
      SpacedLetters.read(found, cues);
      NumberedItems.read(found, cues);
      GroupedDigits.read(found, cues);
      SpelledSigns.read(found, cues);
      SpelledLetters.read(found, cues);
      SpelledDigits.read(found, cues);
      found.collect(escapes);
      Escapes.read(found, cues);
      found.collect(joints);
      JoinedWords.read(found, cues);
      found.collect(pieces);
      Pieces.read(found, cues);
      return false;
    } catch (HiddenFormException e) {
      return true;
    }
  }

  /** Whether the view keeps the letters and changes their places or gaps or shapes. */
  private static boolean playsWithLetters(View view) {
    return guessesLetters(view) || view == View.SPACED || view == View.SPELLED;
  }

  /** Whether an at sign stands for a letter where text is read as leetspeak. */
  public static boolean isLeetLetter(ScannedText text, int at) {
    return !Leet.isMailSign(text, at);
  }

  /** Whether the view turns any text into other letters, whether its writer meant them or not. */
  public static boolean guessesLetters(View view) {
    return switch (view) {
      case ROT13, CAESAR, REVERSED, LEET -> true;
      case PLAIN,
          NORMALIZED,
          HOMOGLYPH,
          BASE64,
          HEX,
          PERCENT,
          HTML_ENTITIES,
          CHARACTER_CODES,
          QUOTED_PRINTABLE,
          SPACED,
          SPELLED,
          HIDDEN,
          JOINED ->
          false;
    };
  }
}
