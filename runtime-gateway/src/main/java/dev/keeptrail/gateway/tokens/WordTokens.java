package dev.keeptrail.gateway.tokens;

import com.knuddels.jtokkit.api.Encoding;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Counts the tokens of texts. Most words of most texts are one token each, and encoding them takes
 * several times what it takes to find them: what is one token is known again.
 *
 * <p>INVARIANT: texts are cut only where the encoding's pattern ends a piece whatever stands around
 * it: before a space behind a sign that is none, and behind a word before a sign that is neither a
 * letter nor an apostrophe.
 *
 * <p>What is kept is in the encoding's published vocabulary, and so says nothing of anybody.
 * Thread-safe.
 */
final class WordTokens {
  private static final int MOST_WORDS = 16_384;
  private static final int LONGEST_WORD = 24;

  private final Supplier<Encoding> encoding;
  private final Set<String> words = ConcurrentHashMap.newKeySet();

  /**
   * @param encoding made when it is needed first, and the same one after that
   */
  WordTokens(Supplier<Encoding> encoding) {
    this.encoding = encoding;
  }

  long count(String text) {
    Encoding whole = encoding.get();
    long tokens = 0;
    int from = 0;
    boolean word = true;
    for (int at = 1; at < text.length(); at++) {
      char before = text.charAt(at - 1);
      char sign = text.charAt(at);
      word &= isLetter(before) || (before == ' ' && at - 1 == from);
      boolean ends =
          sign == ' '
              ? isVisible(before)
              : word && isLetter(before) && isVisible(sign) && !isLetter(sign) && sign != '\'';
      if (ends) {
        tokens += part(text.substring(from, at), whole);
        from = at;
        word = true;
      }
    }
    return from == text.length() ? tokens : tokens + part(text.substring(from), whole);
  }

  private long part(String part, Encoding whole) {
    if (words.contains(part)) {
      return 1;
    }
    long tokens = whole.countTokensOrdinary(part);
    if (tokens == 1 && part.length() <= LONGEST_WORD && words.size() < MOST_WORDS) {
      boolean _ = words.add(part);
    }
    return tokens;
  }

  private static boolean isLetter(char sign) {
    return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z');
  }

  /** A sign of ASCII that is no space. */
  private static boolean isVisible(char sign) {
    return sign > ' ' && sign <= '~';
  }
}
