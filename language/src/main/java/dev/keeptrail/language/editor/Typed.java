package dev.keeptrail.language.editor;

import dev.keeptrail.language.parse.Lexeme;
import dev.keeptrail.language.parse.Lexemes;
import java.util.ArrayList;
import java.util.List;

/**
 * A text cut at a cursor.
 *
 * @param before everything before the word that is being written, without comments
 * @param word the range of that word; in a string the string's inside
 */
record Typed(List<Lexeme> before, Range word, boolean inString, boolean inComment) {
  Typed {
    before = List.copyOf(before);
  }

  static Typed of(String text, int cursor) {
    List<Lexeme> all = Lexemes.of(text);
    List<Lexeme> before = new ArrayList<>();
    for (int i = 0; i < all.size() && all.get(i).start() <= cursor; i++) {
      Lexeme lexeme = all.get(i);
      if (isInside(lexeme, cursor)) {
        return inside(before, lexeme, cursor);
      }
      if (i + 1 < all.size() && isHyphenOfWord(lexeme, all.get(i + 1), cursor)) {
        return new Typed(before, new Range(lexeme.start(), cursor), false, false);
      }
      if (lexeme.start() >= cursor) {
        break;
      }
      if (lexeme.sort() != Lexeme.Sort.COMMENT) {
        before.add(lexeme);
      }
    }
    return new Typed(before, new Range(cursor, cursor), false, false);
  }

  private static Typed inside(List<Lexeme> before, Lexeme lexeme, int cursor) {
    return switch (lexeme.sort()) {
      case COMMENT -> new Typed(before, new Range(cursor, cursor), false, true);
      case STRING, OPEN_STRING -> {
        int closing = lexeme.sort() == Lexeme.Sort.STRING ? 1 : 0;
        yield new Typed(before, new Range(lexeme.start() + 1, lexeme.end() - closing), true, false);
      }
      case WORD, NUMBER, SIGN ->
          new Typed(before, new Range(lexeme.start(), lexeme.end()), false, false);
    };
  }

  private static boolean isInside(Lexeme lexeme, int cursor) {
    return switch (lexeme.sort()) {
      case WORD -> lexeme.start() <= cursor && cursor <= lexeme.end();
      case COMMENT, OPEN_STRING -> lexeme.start() < cursor && cursor <= lexeme.end();
      case STRING -> lexeme.start() < cursor && cursor < lexeme.end();
      case NUMBER, SIGN -> false;
    };
  }

  /** A hyphen right after a name and right before the cursor: the name goes on. */
  private static boolean isHyphenOfWord(Lexeme word, Lexeme hyphen, int cursor) {
    return word.sort() == Lexeme.Sort.WORD
        && hyphen.is("-")
        && word.end() == hyphen.start()
        && hyphen.end() == cursor;
  }
}
