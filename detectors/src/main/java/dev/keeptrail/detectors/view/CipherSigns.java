package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.text.ScannedText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * What speaks for a cipher without any word of it being known: letters that are rare where common
 * ones should be, and capitals and full stops at the wrong ends of words. One pass, a table look-up
 * for each character. Confined to one scan.
 */
final class CipherSigns {
  /** Chance makes one short text in a thousand look so unlikely somewhere. */
  private static final int TURNED = -14 * LetterShares.UNIT;

  /** Ciphers of letters keep digits, and encoded bytes are full of them. */
  private static final int DIGIT = 4 * LetterShares.UNIT;

  private static final int SHORTEST_WORD = 4;

  /** What closes sentences and brackets. */
  private static final String ENDS =
      ".?!,;:)]}>\u3002\uff01\uff1f\u2026\u0964\u3011\u300d\u300f\u300b\uff09";

  private static final int MOST_SIGNS = 8;
  private static final String QUOTES = "'\"`*_ ";

  /** For each ASCII character how much likelier it is in plain text than in text turned by 13. */
  private static final byte[] PLAIN = table(CipherSigns::overTurned);

  /** For each ASCII character how much likelier it is in plain text than by chance. */
  private static final byte[] PROSE = table(LetterShares::overChance);

  private static final int CAPITAL = 1;
  private static final int STOP = 2;

  /** Which ASCII characters are signs of a text that is turned round. */
  private static final byte[] SIGNS = new byte[128];

  /** Behind which ASCII characters they can be. */
  private static final byte[] BEFORE = new byte[128];

  static {
    for (char letter = 'A'; letter <= 'Z'; letter++) {
      SIGNS[letter] = CAPITAL;
      BEFORE[letter + 32] = CAPITAL;
    }
    SIGNS['.'] = STOP;
    SIGNS[','] = STOP;
    BEFORE[' '] = STOP;
  }

  private final ScannedText text;
  private final Neighbourhoods turned;
  private final Neighbourhoods backwards;
  private final Map<LetterCipher, Neighbourhoods> ciphers = new LinkedHashMap<>();

  private CipherSigns(ScannedText text) {
    this.text = text;
    this.turned = new Neighbourhoods(text);
    this.backwards = new Neighbourhoods(text);
  }

  private static int overTurned(int place) {
    return LetterShares.over(place, LetterCipher.turnedBy(LetterCipher.ALPHABET / 2));
  }

  private static byte[] table(IntUnaryOperator likelihood) {
    byte[] table = new byte[128];
    for (int place = 0; place < LetterCipher.ALPHABET; place++) {
      byte value = (byte) likelihood.applyAsInt(place);
      table['a' + place] = value;
      table['A' + place] = value;
    }
    for (char digit = '0'; digit <= '9'; digit++) {
      table[digit] = DIGIT;
    }
    return table;
  }

  /** Those of a text that is not looked at. */
  static CipherSigns none(ScannedText text) {
    return new CipherSigns(text);
  }

  static CipherSigns of(ScannedText text) {
    var signs = new CipherSigns(text);
    signs.look();
    return signs;
  }

  private void look() {
    char[] chars = text.unsafeChars();
    int length = text.length();
    int likelihood = 0;
    int prose = 0;
    int leastProse = 0;
    int lastSign = -1;
    boolean lastCapital = false;
    int before = STOP;
    for (int i = 0; i < length; i++) {
      char c = chars[i];
      if (c >= 128) {
        before = CAPITAL;
        continue;
      }
      likelihood = Math.min(0, likelihood + PLAIN[c]);
      if (likelihood <= TURNED) {
        turned.hint(i, i);
        likelihood = 0;
      }
      prose = Math.min(0, prose + PROSE[c]);
      leastProse = Math.min(leastProse, prose);
      // WHY: by what stands before, for capitals and stops are many and cannot be predicted.
      int sign = SIGNS[c] & before;
      before = BEFORE[c];
      if (sign != 0 && (sign == CAPITAL ? endsWord(text, i) : beginsWord(text, i))) {
        boolean capital = sign == CAPITAL;
        if (lastSign >= 0 && (capital || lastCapital)) {
          backwards.hint(lastSign, i);
        }
        lastSign = i;
        lastCapital = capital;
      }
    }
    if (beginsWithEnd(text)) {
      backwards.hint(0, 0);
    }
    if (leastProse <= TURNED) {
      if (length <= Neighbourhoods.REACH) {
        guessAt(leastProse);
      } else {
        guessEach();
      }
    }
  }

  /** In a short text: of the stretch at whose end letters are as unlikely as nowhere else. */
  private void guessAt(int least) {
    char[] chars = text.unsafeChars();
    int prose = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      prose += chars[i] < 128 ? PROSE[chars[i]] : 0;
      if (prose >= 0) {
        prose = 0;
        start = i + 1;
      } else if (prose == least) {
        guess(start, i + 1);
        return;
      }
    }
  }

  /** In a long text: of every such stretch. It is over when letters have been as likely again. */
  private void guessEach() {
    char[] chars = text.unsafeChars();
    int length = text.length();
    int prose = 0;
    int least = 0;
    int start = 0;
    int end = 0;
    for (int i = 0; i < length; i++) {
      prose += chars[i] < 128 ? PROSE[chars[i]] : 0;
      if (prose < least) {
        least = prose;
        end = i + 1;
      }
      boolean over = prose >= Math.min(0, least - TURNED);
      if (over || i - start == Neighbourhoods.REACH || i == length - 1) {
        if (least <= TURNED) {
          guess(start, end);
        }
        prose = 0;
        least = 0;
        start = i + 1;
      }
    }
  }

  private void guess(int start, int end) {
    LetterCipher cipher = CipherGuess.of(text.unsafeChars(), start, end);
    if (cipher != null) {
      ciphers.computeIfAbsent(cipher, _ -> new Neighbourhoods(text)).hint(start, end - 1);
    }
  }

  boolean any() {
    return !turned.isEmpty() || !backwards.isEmpty() || !ciphers.isEmpty();
  }

  /** What makes prose of stretches that are none as they stand, if letters turned do not. */
  Map<LetterCipher, Neighbourhoods> ciphers() {
    return ciphers;
  }

  /** Where some stretch would be far likelier with its letters turned by thirteen places. */
  Neighbourhoods turned() {
    return turned;
  }

  /** Where words end in capitals and signs stand before them, or the text begins with its end. */
  Neighbourhoods backwards() {
    return backwards;
  }

  /** Whether a capital is the last letter of a word in small ones. */
  private static boolean endsWord(ScannedText text, int at) {
    for (int i = 1; i < SHORTEST_WORD; i++) {
      if (!Character.isLowerCase(text.at(at - i))) {
        return false;
      }
    }
    return !Character.isLetterOrDigit(text.at(at + 1));
  }

  private static boolean beginsWord(ScannedText text, int at) {
    // WHY: in this order, for signs are many and spaces before them few.
    return (at == 0 || text.at(at - 1) == ' ') && Character.isLetter(text.at(at + 1));
  }

  private static boolean beginsWithEnd(ScannedText text) {
    int i = 0;
    while (i < MOST_SIGNS && QUOTES.indexOf(text.at(i)) >= 0) {
      i++;
    }
    boolean end = ENDS.indexOf(text.at(i)) >= 0;
    while (i < MOST_SIGNS && !Character.isLetterOrDigit(text.at(i))) {
      i++;
    }
    return end && Character.isLetterOrDigit(text.at(i));
  }
}
