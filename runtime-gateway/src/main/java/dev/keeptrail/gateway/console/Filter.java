package dev.keeptrail.gateway.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The parameters of a page, as its address says them: what makes an address worth sharing. */
public final class Filter {
  private final Map<String, String> words;

  private Filter(Map<String, String> words) {
    this.words = words;
  }

  /** Of a parameter that is there more than once the first counts; empty ones do not. */
  public static Filter of(Map<String, List<String>> parameters) {
    Map<String, String> words = new TreeMap<>();
    parameters.forEach((name, values) -> {
      String value = values.isEmpty() ? "" : values.getFirst().strip();
      if (!value.isEmpty()) {
        words.put(name, value);
      }
    });
    return new Filter(words);
  }

  public static Filter none() {
    return new Filter(Map.of());
  }

  /** Whether nothing is left out. */
  boolean asksForAll() {
    return words.isEmpty();
  }

  /** Empty where it is not there. */
  public String get(String name) {
    return words.getOrDefault(name, "");
  }

  /** The same with another value; an empty one takes it away. */
  Filter with(String name, String value) {
    Map<String, String> changed = new TreeMap<>(words);
    if (value.isEmpty()) {
      changed.remove(name);
    } else {
      changed.put(name, value);
    }
    return new Filter(changed);
  }

  /** The address of a page with these parameters. */
  String url(String path) {
    return words.isEmpty()
        ? path
        : path
            + words.entrySet().stream()
                .map(word -> encoded(word.getKey()) + "=" + encoded(word.getValue()))
                .collect(Collectors.joining("&", "?", ""));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
