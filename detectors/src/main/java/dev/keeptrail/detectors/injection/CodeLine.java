package dev.keeptrail.detectors.injection;

import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;

/**
 * Tells a statement that prints something from a request to print it: {@code print(password)},
 * {@code echo $password} and {@code echo "Enter your password"} are lines of programs. What asks a
 * model for its own instructions may look like a statement and stays one.
 */
final class CodeLine {
  private static final int MAX_ARGUMENT = 60;
  private static final int MAX_INDENT = 40;
  private static final String QUOTES = "\"'`";
  private static final List<String> OWN =
      List.of("prompt", "instruct", "rule", "guideline", "directive", "system", "your ");

  private CodeLine() {}

  /** Whether the word is a function called with a name, or a command with a text in quotes. */
  static boolean prints(ScannedText text, int start, int end) {
    boolean call = text.at(end) == '(';
    boolean command = text.at(end) == ' ' && isQuote(text.at(end + 1)) && isFirst(text, start);
    if (text.at(end) == ' ' && text.at(end + 1) == '$' && isFirst(text, start)) {
      return true;
    }
    if (!call && !command) {
      return false;
    }
    int from = end + (call ? 1 : 2);
    int to = from;
    while (to - from < MAX_ARGUMENT && goesOn(text.at(to), call ? ')' : text.at(end + 1))) {
      to++;
    }
    boolean closed = call ? text.at(to) == ')' : text.at(to) == text.at(end + 1);
    String argument = CaseFolding.fold(text.subSequence(from, to));
    return closed && to > from && !asks(argument, call);
  }

  /** Names are read one by one; a text may call the reader's password "your". */
  private static boolean asks(String argument, boolean call) {
    boolean literal = !call || isQuote(argument.charAt(0));
    return OWN.stream()
            .anyMatch(word -> argument.contains(word) && !(literal && word.equals("your ")))
        || (!literal && argument.indexOf(' ') >= 0 && argument.indexOf(',') < 0);
  }

  private static boolean goesOn(char c, char closing) {
    return c >= ' ' && c != closing;
  }

  private static boolean isQuote(char c) {
    return c != '\0' && QUOTES.indexOf(c) >= 0;
  }

  /** Whether a command may begin here: at the start of a line or behind another one. */
  private static boolean isFirst(ScannedText text, int start) {
    int at = start;
    while (start - at < MAX_INDENT && (text.at(at - 1) == ' ' || text.at(at - 1) == '\t')) {
      at--;
    }
    char before = text.at(at - 1);
    return at == 0
        || before == '\n'
        || before == ';'
        || before == '{'
        || (before == '&' && text.at(at - 2) == '&')
        || (CharacterKinds.joinsWord(before) && isBranch(text, at));
  }

  private static boolean isBranch(ScannedText text, int end) {
    String before = text.subSequence(Math.max(0, end - 5), end);
    return before.endsWith(" then") || before.endsWith(" else") || before.endsWith("\ndo");
  }
}
