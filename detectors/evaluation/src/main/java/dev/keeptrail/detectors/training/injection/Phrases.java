package dev.keeptrail.detectors.training.injection;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Makes texts from the grammars in {@code phrases.txt}, {@code programs.txt}, {@code papers.txt},
 * {@code messages.txt} and {@code speech.txt}. The same dice give the same texts.
 */
final class Phrases {
  private static final List<String> FILES =
      List.of("phrases.txt", "programs.txt", "papers.txt", "messages.txt", "speech.txt");
  private static final int DEEPEST = 24;

  private final Map<String, List<String>> alternatives = new HashMap<>();

  private Phrases() {}

  static Phrases load() {
    var phrases = new Phrases();
    FILES.forEach(phrases::read);
    return phrases;
  }

  private void read(String file) {
    try (InputStream in = Objects.requireNonNull(Phrases.class.getResourceAsStream(file))) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(this::readLine);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readLine(String line) {
    int end = 0;
    while (line.charAt(end) != ':' && line.charAt(end) != '=') {
      end++;
    }
    List<String> list =
        alternatives.computeIfAbsent(line.substring(0, end), k -> new ArrayList<>());
    String rest =
        line.substring(end + 1).replaceFirst("^ ", "").replace("\\n", "\n").replace("\\t", "\t");
    if (line.charAt(end) == '=') {
      list.add(rest);
    } else {
      list.addAll(List.of(rest.split("\\|", -1)));
    }
  }

  /**
   * A text made from the symbol.
   *
   * @throws IllegalArgumentException for an unknown symbol
   */
  String make(String symbol, SplittableRandom dice) {
    var text = new StringBuilder();
    expand(symbol, dice, text, 0);
    return text.toString().replace(" .", ".").replace(" :", ":").replace(" ,", ",").strip();
  }

  private void expand(String symbol, SplittableRandom dice, StringBuilder text, int depth) {
    List<String> list = alternatives.get(symbol);
    if (list == null || depth > DEEPEST) {
      throw new IllegalArgumentException("no phrases for " + symbol);
    }
    String chosen = list.get(dice.nextInt(list.size()));
    int i = 0;
    while (i < chosen.length()) {
      int close = chosen.charAt(i) == '{' ? symbolEnd(chosen, i + 1) : -1;
      if (close > 0) {
        expand(chosen.substring(i + 1, close), dice, text, depth + 1);
        i = close + 1;
      } else {
        text.append(chosen.charAt(i));
        i++;
      }
    }
  }

  /** Where a symbol that starts here is closed; -1 if the brace belongs to the text. */
  private static int symbolEnd(String text, int from) {
    int at = from;
    while (at < text.length()
        && (text.charAt(at) == '_' || Character.isUpperCase(text.charAt(at)))) {
      at++;
    }
    return at > from && at < text.length() && text.charAt(at) == '}' ? at : -1;
  }
}
