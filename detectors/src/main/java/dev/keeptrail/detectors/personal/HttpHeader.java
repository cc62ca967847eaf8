package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;

/** The age of an answer in a cache, among the other headers of HTTP. */
final class HttpHeader {
  private static final int REACH = 160;
  private static final List<String> OTHERS =
      List.of(
          "etag:",
          "cache-control:",
          "http/1",
          "http/2",
          "x-cache",
          "vary:",
          "server:",
          "x-ratelimit",
          "content-length:");

  private HttpHeader() {}

  /** Whether a word that ends here with a colon is such a header. */
  static boolean holds(ScannedText text, int wordEnd) {
    if (text.at(wordEnd) != ':' && text.at(wordEnd - 1) != ':') {
      return false;
    }
    int from = Math.max(0, wordEnd - REACH);
    int to = Math.min(text.length(), wordEnd + REACH);
    String around = CaseFolding.fold(text.subSequence(from, to));
    return OTHERS.stream().anyMatch(around::contains);
  }
}
