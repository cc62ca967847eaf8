package dev.keeptrail.language.diagnostic;

import java.util.Collection;
import java.util.stream.Collectors;

/** Makes an author's words fit for a message: in back-ticks, on one line, not too long. */
public final class Quoted {
  private static final int MAX_LENGTH = 60;

  private Quoted() {}

  public static String word(String word) {
    String line = word.replace('\n', ' ').replace('\r', ' ');
    if (line.length() <= MAX_LENGTH) {
      return "`" + line + "`";
    }
    int end = Character.isHighSurrogate(line.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
    return "`" + line.substring(0, end) + "…`";
  }

  /** The words in their order, comma-separated. */
  public static String words(Collection<String> words) {
    return words.stream().map(Quoted::word).collect(Collectors.joining(", "));
  }
}
