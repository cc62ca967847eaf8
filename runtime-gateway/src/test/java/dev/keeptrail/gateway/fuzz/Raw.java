package dev.keeptrail.gateway.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Looks for what must not be seen, however it is written. */
final class Raw {
  private static final Pattern ESCAPE = Pattern.compile("\\\\+u([0-9a-fA-F]{4})");
  private static final Pattern CODED = Pattern.compile("[A-Za-z0-9+/]{16,}={0,2}");

  private Raw() {}

  /** What is seen of it, and may not be. */
  static Optional<String> in(String text) {
    String read =
        ESCAPE
            .matcher(text)
            .replaceAll(escape -> java.util.regex.Matcher.quoteReplacement(letter(escape)));
    for (String raw : Phrases.RAW) {
      if (text.contains(raw) || read.contains(raw)) {
        return Optional.of(raw);
      }
    }
    return CODED
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .flatMap(coded -> decoded(coded).stream())
        .flatMap(decoded -> Phrases.RAW.stream().filter(decoded::contains))
        .findFirst();
  }

  private static String letter(MatchResult escape) {
    return String.valueOf((char) Integer.parseInt(escape.group(1), 16));
  }

  private static Optional<String> decoded(String coded) {
    String whole = coded.replace("=", "");
    String text = whole.substring(0, whole.length() - (whole.length() % 4 == 1 ? 1 : 0));
    return Optional.of(new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8));
  }
}
