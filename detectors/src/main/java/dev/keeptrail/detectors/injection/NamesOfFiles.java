package dev.keeptrail.detectors.injection;

import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * Tells a machine that is spoken to or of from a file, a folder, an option or a setting that has
 * its name: {@code CLAUDE.md}, {@code .gemini/settings.json}, {@code --ai}, {@code "agent"}.
 * Stateless.
 */
final class NamesOfFiles {
  private static final String BEFORE = "/\\-_.";
  private static final String BEHIND = ".-_";
  private static final String QUOTES = "\"'`";

  private NamesOfFiles() {}

  /** Whether the word from start to end is a part of such a name. */
  static boolean hold(ScannedText text, int start, int end) {
    char before = text.at(start - 1);
    char behind = text.at(end);
    boolean goesOn =
        BEHIND.indexOf(behind) >= 0 && CharacterKinds.isAsciiAlphanumeric(text.at(end + 1));
    // WHY: of dots in a row ("wait... agents: ...") and behind a sentence none is part of a name.
    boolean dots = before == '.' && !isSpace(text.at(start - 2));
    boolean begun = BEFORE.indexOf(before) >= 0 && !dots;
    boolean quoted = QUOTES.indexOf(before) >= 0 && before == behind;
    return goesOn || behind == '/' || begun || quoted;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '`' || c == '/' || c == '"' || c == '(';
  }
}
