package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.pass.CueWords;
import dev.keeptrail.detectors.pass.Cues;
import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Set;

/**
 * Reads {@code [at]}, {@code (dot)} and the like as the signs of an address. A bare "at" counts
 * only where a spelled dot follows in the same chain of words, or half of all prose would be
 * addresses.
 */
final class SpelledSigns {
  private static final int MAX_WORD = 64;
  private static final String AT = " at ";
  private static final String DOT = " dot ";
  private static final Set<String> TOP_LEVELS =
      Set.of(
          "com", "org", "net", "edu", "gov", "mil", "int", "io", "co", "ai", "app", "dev", "me",
          "info", "biz", "de", "fr", "es", "it", "uk", "nl", "be", "ch", "at", "se", "no", "dk",
          "fi", "pl", "cz", "pt", "ru", "ua", "cn", "jp", "kr", "in", "au", "nz", "ca", "us", "br",
          "mx", "ar", "za", "ie", "eu", "example", "test");

  private final ScannedText text;
  private final Edits edits;
  private int taken;

  private SpelledSigns(Found found) {
    this.text = found.text();
    this.edits = new Edits(found);
  }

  static void read(Found found, Cues cues) {
    IntList hits = cues.words(CueWords.Kind.SIGN);
    if (!hits.isEmpty()) {
      new SpelledSigns(found).read(hits);
    }
  }

  private void read(IntList hits) {
    for (int hit = 0; hit < hits.size(); hit += 2) {
      int start = hits.get(hit);
      int end = hits.get(hit + 1);
      if (start < taken) {
        continue;
      }
      // Brackets tell a sign from prose; a bare word needs the end of a host name behind it.
      boolean bare = text.at(start) == ' ';
      while (Character.isWhitespace(text.at(start - 1)) && start > taken && text.at(start) != ' ') {
        start--;
      }
      while (Character.isWhitespace(text.at(end)) && end - start < MAX_WORD) {
        end++;
      }
      if (joinsWord(text.at(start - 1)) && joinsWord(text.at(end))) {
        boolean at = isAt(start, end);
        if (!at && bare && !isTopLevel(end)) {
          continue;
        }
        if (!at) {
          bareAt(start);
        }
        edits.replace(start, end, at ? '@' : '.', View.SPELLED);
        taken = end;
      }
    }
    edits.read();
  }

  private static boolean joinsWord(char c) {
    return CharacterKinds.isAsciiAlphanumeric(c) || c > 128;
  }

  /** Whether a usual end of host names follows, or another spelled dot before one. */
  private boolean isTopLevel(int start) {
    int end = labelEnd(start);
    int next = end + DOT.length();
    return isTopLevel(start, end)
        || (next < text.length()
            && CaseFolding.fold(text.subSequence(end, next)).equals(DOT)
            && isTopLevel(next, labelEnd(next)));
  }

  private boolean isTopLevel(int start, int end) {
    return TOP_LEVELS.contains(CaseFolding.fold(text.subSequence(start, end)));
  }

  private int labelEnd(int start) {
    int end = start;
    while (end - start < MAX_WORD && isLabel(text.at(end))) {
      end++;
    }
    return end;
  }

  private boolean isAt(int start, int end) {
    String sign = CaseFolding.fold(text.subSequence(start, end));
    return sign.contains("at") || sign.contains("arroba");
  }

  /** Looks before the word that ends here for " at " and another word. */
  private void bareAt(int wordEnd) {
    int word = wordEnd;
    while (wordEnd - word < MAX_WORD && isLabel(text.at(word - 1))) {
      word--;
    }
    int at = word - AT.length();
    boolean spelled =
        at > taken
            && CaseFolding.fold(text.subSequence(at, word)).equals(AT)
            && joinsWord(text.at(at - 1));
    if (spelled) {
      edits.replace(at, word, '@', View.SPELLED);
    }
  }

  /** Where a sign could begin that what comes behind the position makes one. */
  static int openSign(ScannedText text, int position) {
    int start = position;
    while (Character.isWhitespace(text.at(start - 1))) {
      start--;
    }
    int word = start;
    while (start - word <= MAX_WORD && isLabel(text.at(word - 1))) {
      word--;
    }
    int at = word - AT.length();
    boolean spelled = at > 0 && CaseFolding.fold(text.subSequence(at, word)).equals(AT);
    return spelled ? at : start;
  }

  private static boolean isLabel(char c) {
    return CharacterKinds.isAsciiAlphanumeric(c) || c == '-';
  }
}
