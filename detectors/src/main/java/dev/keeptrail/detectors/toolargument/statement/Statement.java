package dev.keeptrail.detectors.toolargument.statement;

import java.util.List;
import java.util.Set;

/**
 * One statement.
 *
 * @param raw the statement as it stands, at most some thousand characters
 */
record Statement(int start, int end, List<Token> tokens, String raw) {
  private static final Token NONE = new Token(Token.Kind.SIGN, "", 0, 0);

  Statement {
    tokens = List.copyOf(tokens);
  }

  int size() {
    return tokens.size();
  }

  /** The token, or an empty sign outside. */
  Token at(int index) {
    return index < 0 || index >= tokens.size() ? NONE : tokens.get(index);
  }

  String word(int index) {
    return at(index).kind() == Token.Kind.WORD ? at(index).text() : "";
  }

  String verb() {
    return word(0);
  }

  boolean has(String word) {
    return indexOf(word) >= 0;
  }

  boolean hasAny(Set<String> words) {
    return tokens.stream()
        .anyMatch(token -> token.kind() == Token.Kind.WORD && words.contains(token.text()));
  }

  /** Where the word first stands; -1 for nowhere. */
  int indexOf(String word) {
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).isWord(word)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether these words stand here, one after the other. */
  boolean reads(int index, String... words) {
    for (int i = 0; i < words.length; i++) {
      if (!at(index + i).text().equals(words[i]) || at(index + i).kind() == Token.Kind.TEXT) {
        return false;
      }
    }
    return true;
  }

  boolean contains(String... words) {
    for (int i = 0; i < tokens.size(); i++) {
      if (reads(i, words)) {
        return true;
      }
    }
    return false;
  }

  /** The name that begins here, with its parts joined by points. */
  String name(int index) {
    var name = new StringBuilder(at(index).text());
    for (int i = index + 1; at(i).isSign(".") && i < index + 8; i += 2) {
      name.append('.').append(at(i + 1).text());
    }
    return name.toString();
  }
}
