package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.TextNormalizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the words of one language stand for when something is read out.
 *
 * @param code of the language
 * @param values by the folded word, as {@link SpelledWords} names them
 * @param unitsFirst whether "one and twenty" is said, and "twenty one" is two numbers
 */
record SpelledLanguage(String code, Map<String, Integer> values, boolean unitsFirst) {
  private static final String FILE = "spoken-words.txt";
  private static final String SIGNS =
      "dash- hyphen- minus- strich- bindestrich- dot. point. punkt. period. punto. at@ underscore_"
          + " plus+";

  /** Holds the place of a word that a row does not have. */
  private static final String PLACE = "-";

  /** Shorter words without their marks are others. */
  private static final int MIN_UNMARKED = 5;

  SpelledLanguage {
    values = Map.copyOf(values);
  }

  /** All of the table, in its order. */
  static List<SpelledLanguage> all() {
    var languages = new ArrayList<SpelledLanguage>();
    var reader = new Reader();
    for (String line : lines()) {
      if (line.startsWith("[")) {
        reader.close(languages);
        reader.code = line.substring(1, line.length() - 1);
      } else {
        reader.line(line);
      }
    }
    reader.close(languages);
    return List.copyOf(languages);
  }

  private static List<String> lines() {
    try (InputStream in =
        Objects.requireNonNull(SpelledLanguage.class.getResourceAsStream(FILE), FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes the lines of the table, a language at a time. */
  private static final class Reader {
    private final List<String> fillers = new ArrayList<>();
    private Map<String, Integer> values = new HashMap<>();
    private String code = "";
    private boolean unitsFirst;

    void line(String line) {
      int colon = line.indexOf(": ");
      String words = line.substring(colon + 2);
      switch (line.substring(0, colon)) {
        case "digits" -> row(words, '0');
        case "letters" -> row(words, 'A');
        case "teens" -> row(words, SpelledWords.TWO_DIGITS + 10);
        case "tens" -> row(words, SpelledWords.TENS + 2);
        case "hundreds" -> row(words, SpelledWords.HUNDREDS + 1);
        case "units" -> row(words, SpelledWords.UNITS + 1);
        case "and-tens" -> row(words, SpelledWords.AND_TENS + 2);
        case "ten" -> each(words, SpelledWords.TENS + 1);
        case "hundred" -> each(words, SpelledWords.HUNDREDS);
        case "times-ten" -> each(words, SpelledWords.TIMES_TEN);
        case "teen" -> each(words, SpelledWords.TEEN);
        case "and" -> each(words, SpelledWords.JOIN);
        case "also" -> named(words, false);
        case "repeat" -> named(words, true);
        case "fillers" -> fillers.addAll(List.of(words.split(" ", -1)));
        case "order" -> unitsFirst = true;
        case String other -> throw new IllegalStateException(FILE + ": " + code + ": " + other);
      }
    }

    /** Words that stand for one value after the other. */
    private void row(String words, int first) {
      int value = first;
      for (String spellings : words.split(" ", -1)) {
        for (String word : spellings.split("/", -1)) {
          add(word, value);
        }
        value++;
      }
    }

    private void each(String words, int value) {
      for (String word : words.split(" ", -1)) {
        add(word, value);
      }
    }

    private void named(String words, boolean repeats) {
      for (String pair : words.split(" ", -1)) {
        int equals = pair.indexOf('=');
        int number = Integer.parseInt(pair.substring(equals + 1));
        int sign = number < 10 ? '0' + number : SpelledWords.TWO_DIGITS + number;
        add(pair.substring(0, equals), repeats ? SpelledWords.REPEAT + number : sign);
      }
    }

    private static String unmarked(String parted) {
      var letters = new StringBuilder();
      parted
          .codePoints()
          .filter(codePoint -> !CharacterKinds.isMark(codePoint))
          .forEach(letters::appendCodePoint);
      return letters.toString();
    }

    private void add(String written, int value) {
      if (written.equals(PLACE)) {
        return;
      }
      String word = CaseFolding.fold(TextNormalizer.normalize(written));
      values.putIfAbsent(word, value);
      if (word.length() >= MIN_UNMARKED) {
        String parted = Normalizer.normalize(word, Normalizer.Form.NFD);
        values.putIfAbsent(unmarked(parted), value);
      }
    }

    void close(List<SpelledLanguage> languages) {
      if (!code.isEmpty()) {
        for (String sign : SIGNS.split(" ", -1)) {
          int last = sign.length() - 1;
          values.putIfAbsent(sign.substring(0, last), (int) sign.charAt(last));
        }
        fillers.forEach(word -> values.putIfAbsent(word, SpelledWords.FILLER));
        languages.add(new SpelledLanguage(code, values, unitsFirst));
      }
      values = new HashMap<>();
      unitsFirst = false;
    }
  }
}
