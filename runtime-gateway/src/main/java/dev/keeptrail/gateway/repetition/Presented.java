package dev.keeptrail.gateway.repetition;

import dev.keeptrail.gateway.callers.KeyHeaders;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Headers in which {@code authorization} stands for what the caller has shown, however it was sent:
 * the same key in other letters around it, or in another header, must not make another caller of
 * him, nor a key in another header the same caller of two. All other headers are as they came.
 *
 * @param shown public id of what was found good; null where nothing of the kind is asked for
 */
public record Presented(@Nullable String shown, Headers headers) implements Headers {
  private static final String AUTHORIZATION = "authorization";
  private static final String BEARER = "bearer ";

  @Override
  public List<String> values(String name) {
    if (!name.equals(AUTHORIZATION)) {
      return headers.values(name);
    }
    if (shown != null) {
      return List.of(shown);
    }
    List<String> sent = headers.values(AUTHORIZATION);
    Stream<String> keys =
        sent.isEmpty()
            ? KeyHeaders.NAMES.stream().flatMap(key -> headers.values(key).stream())
            : sent.stream();
    return keys.map(Presented::bare).toList();
  }

  private static String bare(String sent) {
    String text = sent.strip();
    return text.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? text.substring(BEARER.length()).strip()
        : text;
  }
}
