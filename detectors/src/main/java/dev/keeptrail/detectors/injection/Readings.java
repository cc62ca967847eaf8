package dev.keeptrail.detectors.injection;

import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;

/**
 * Tells words of an idea from the same words that mean something else where they stand: a file, a
 * prohibition, a link to click, a blank to fill in. Stateless.
 */
final class Readings {
  private static final List<String> ARTICLES = List.of("the ", "The ", "a ", "A ");
  private static final int LONGEST_ARTICLE = 4;

  private Readings() {}

  /** Whether a word from start to end does not stand for its concept. */
  static boolean isAnother(ScannedText text, int concept, int start, int end) {
    if (Lexicon.isMachine(concept)) {
      return NamesOfFiles.hold(text, start, end);
    }
    if (Lexicon.isUnseen(concept)) {
      return Prohibitions.govern(text, start);
    }
    if (concept == Lexicon.DESTINATION) {
      return isLink(text, start);
    }
    return concept == Lexicon.HEADING && isBlank(text, start);
  }

  /** Settings and rules override others: that is said of them more often than ordered. */
  static boolean isPrecedence(ScannedText text, int start) {
    return (text.at(start) | ' ') == 'o'
        && (text.at(start + 1) | ' ') == 'v'
        && (text.at(start + 2) | ' ') == 'e'
        && (text.at(start + 3) | ' ') == 'r';
  }

  /** The address of a link or of a setting, such as pages and manuals are full of. */
  private static boolean isLink(ScannedText text, int start) {
    char before = text.at(start - 1);
    char sooner = text.at(start - 2);
    return (before == '(' && sooner == ']') || ((before == '"' || before == '\'') && sooner == '=');
  }

  /** "The [system] shall" is the line of a form. */
  private static boolean isBlank(ScannedText text, int start) {
    if (text.at(start) != '[' || text.at(start - 1) != ' ') {
      return false;
    }
    String before = text.subSequence(Math.max(0, start - LONGEST_ARTICLE), start);
    return ARTICLES.stream().anyMatch(before::endsWith);
  }
}
