package dev.keeptrail.detectors.text;

import java.util.Optional;
import java.util.Set;

/**
 * A value named by the words before it, such as {@code record number: A-1234}: from the end of the
 * label, over a few signs and filler words, to the next token that holds a digit.
 */
public record LabelledValue(int start, int end, int digits) {
  private static final int MAX_FILLER = 32;
  private static final int MAX_TOKEN = 40;
  private static final String SIGNS = ":=#-.\"'()[]*_,>|";
  private static final Set<String> FILLER =
      Set.of(
          "number", "numbers", "no", "nr", "num", "id", "ids", "is", "was", "code", "value", "the",
          "my", "of", "are", "here", "on", "record", "card", "and", "for", "your", "this", "has");

  /** The value after a label that ends here, if one follows closely. */
  public static Optional<LabelledValue> after(ScannedText text, int labelEnd) {
    int at = labelEnd;
    while (at < text.length() && at - labelEnd <= MAX_FILLER) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c) || SIGNS.indexOf(c) >= 0) {
        at++;
      } else if (isToken(c)) {
        int end = tokenEnd(text, at);
        int digits = digits(text, at, end);
        if (digits > 0) {
          return end - at > MAX_TOKEN
              ? Optional.empty()
              : Optional.of(new LabelledValue(at, end, digits));
        }
        if (end - at > MAX_FILLER
            || !FILLER.contains(CaseFolding.fold(text.subSequence(at, end)))) {
          return Optional.empty();
        }
        at = end;
      } else {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  public int length() {
    return end - start;
  }

  private static boolean isToken(char c) {
    return CharacterKinds.isAsciiAlphanumeric(c);
  }

  private static int tokenEnd(ScannedText text, int start) {
    int end = start;
    while (end - start <= MAX_TOKEN && (isToken(text.at(end)) || joins(text, end))) {
      end++;
    }
    return end;
  }

  private static boolean joins(ScannedText text, int at) {
    return text.at(at) == '-' && isToken(text.at(at + 1));
  }

  private static int digits(ScannedText text, int start, int end) {
    int digits = 0;
    for (int i = start; i < end; i++) {
      digits += CharacterKinds.isDigit(text.charAt(i)) ? 1 : 0;
    }
    return digits;
  }
}
