package dev.keeptrail.gateway.extraction;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Finds web addresses in texts, in the order in which they stand. Linear in the text. */
final class Links {
  private static final String MIDDLE = "://";
  private static final int MAX_LENGTH = 2_048;

  /** What ends an address wherever it stands. */
  private static final String END = "<>\"`{}|\\^";

  /** What belongs to the sentence rather than to the address, at its end. */
  private static final String SENTENCE = ".,;:!?'*_)]";

  private Links() {}

  /**
   * The addresses of a text, {@code http} and {@code https} alone, without fragments.
   *
   * @param most how many are looked for
   */
  static List<URI> in(String text, int most) {
    List<URI> links = new ArrayList<>();
    int middle = text.indexOf(MIDDLE);
    while (middle >= 0 && links.size() < most) {
      int start = start(text, middle);
      int end = start < 0 ? middle : end(text, middle + MIDDLE.length());
      if (start >= 0 && end > middle + MIDDLE.length()) {
        add(text.substring(start, end), links);
      }
      middle = text.indexOf(MIDDLE, Math.max(end, middle + 1));
    }
    return links;
  }

  private static int start(String text, int middle) {
    for (String scheme : List.of("https", "http")) {
      int start = middle - scheme.length();
      if (start >= 0 && text.regionMatches(true, start, scheme, 0, scheme.length())) {
        return start;
      }
    }
    return -1;
  }

  private static int end(String text, int from) {
    int limit = Math.min(text.length(), from + MAX_LENGTH);
    int end = from;
    while (end < limit && isPart(text.charAt(end))) {
      end++;
    }
    boolean balanced = text.substring(from, end).indexOf('(') >= 0;
    while (end > from && endsSentence(text.charAt(end - 1), balanced)) {
      end--;
    }
    return end;
  }

  private static boolean isPart(char sign) {
    return sign > ' ' && sign != 0x7F && !Character.isWhitespace(sign) && END.indexOf(sign) < 0;
  }

  /** Parentheses inside of an address are taken for its own. */
  private static boolean endsSentence(char sign, boolean balanced) {
    return SENTENCE.indexOf(sign) >= 0 && !(balanced && sign == ')');
  }

  private static void add(String text, List<URI> links) {
    try {
      int fragment = text.indexOf('#');
      URI link = URI.create(fragment < 0 ? text : text.substring(0, fragment));
      if (link.getHost() != null && !links.contains(link)) {
        links.add(link);
      }
    } catch (IllegalArgumentException _) {
      // Not an address after all.
    }
  }
}
