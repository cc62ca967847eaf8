package dev.keeptrail.detectors.identity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Reads the check language of the table. {@code or} parts alternatives, {@code &} parts what must
 * all hold:
 *
 * <ul>
 *   <li>{@code sum 3,2,1 % 11 c0}: the character after the weighted ones is that of the remainder:
 *       {@code r} the remainder itself, {@code c} what is missing to the modulus, each followed by
 *       the character for 10, if there is one; or all characters in quotes. {@code @5} names
 *       another place for it, {@code from 1} where the weights start
 *   <li>{@code last 3,2,1 % 11 r}: the same for the last character, weights counted from the right
 *   <li>{@code zero 3,2,1 % 11}: the weighted sum is a multiple; {@code = 5} another remainder
 *   <li>{@code date ddmmyy 0}: a date at a place; {@code m50 d40} what may be added to month or day
 *   <li>{@code in 0 2 01-24,30}: the two characters at 0 are one of these
 *   <li>{@code luhn}, {@code iso11-10} and so on: {@link StandardCheck}, with a range if not all of
 *       the number counts; other words: an algorithm of one country
 * </ul>
 */
final class CheckParser {
  private CheckParser() {}

  /**
   * The check a cell describes.
   *
   * @throws IllegalArgumentException for a cell that does not follow the language
   */
  static Check parse(String cell) {
    if (cell.equals("-")) {
      return new Check.None();
    }
    var rules = new ArrayList<Check>();
    for (String rule : cell.split(" or ", -1)) {
      var parts = new ArrayList<Check>();
      for (String part : rule.split(" & ", -1)) {
        parts.add(part(List.of(part.trim().split(" +", -1))));
      }
      rules.add(parts.size() == 1 ? parts.getFirst() : new Check.All(List.copyOf(parts)));
    }
    return rules.size() == 1 ? rules.getFirst() : new Check.Any(List.copyOf(rules));
  }

  private static Check part(List<String> words) {
    return switch (words.getFirst()) {
      case "sum" -> digit(words, false);
      case "last" -> digit(words, true);
      case "zero" ->
          new Check.WeightedZero(
              Weights.parse(words.get(1)),
              number(after(words, "from"), 0),
              Integer.parseInt(words.get(3)),
              number(after(words, "="), 0));
      case "date" -> date(words);
      case "in" -> oneOf(words);
      default -> named(words);
    };
  }

  private static Check digit(List<String> words, boolean last) {
    Weights weights = Weights.parse(words.get(1));
    int modulus = Integer.parseInt(words.get(3));
    int from = number(after(words, "from"), 0);
    int index = last ? -1 : number(after(words, "@"), from + weights.count());
    return new Check.WeightedDigit(weights, from, last, modulus, map(words.get(4), modulus), index);
  }

  private static String map(String word, int modulus) {
    if (word.startsWith("'")) {
      String map = word.substring(1, word.length() - 1);
      if (map.length() != modulus) {
        throw new IllegalArgumentException("a map needs a character for each remainder: " + word);
      }
      return map;
    }
    char ten = word.length() > 1 ? word.charAt(1) : '!';
    var map = new StringBuilder();
    for (int remainder = 0; remainder < modulus; remainder++) {
      int value = word.charAt(0) == 'c' ? (modulus - remainder) % modulus : remainder;
      map.append(value < 10 ? (char) ('0' + value) : value == 10 ? ten : '!');
    }
    return map.toString();
  }

  private static Check date(List<String> words) {
    var months = new ArrayList<>(List.of(0));
    var days = new ArrayList<>(List.of(0));
    for (String word : words.subList(3, words.size())) {
      (word.startsWith("m") ? months : days).add(Integer.valueOf(word.substring(1)));
    }
    return new CalendarDate(
        words.get(1), Integer.parseInt(words.get(2)), List.copyOf(months), List.copyOf(days));
  }

  private static Check oneOf(List<String> words) {
    var lows = new ArrayList<String>();
    var highs = new ArrayList<String>();
    for (String entry : words.get(3).split(",", -1)) {
      String[] ends = entry.split("-", -1);
      lows.add(ends[0]);
      highs.add(ends[ends.length - 1]);
    }
    return new Check.OneOf(
        Integer.parseInt(words.get(1)),
        Integer.parseInt(words.get(2)),
        List.copyOf(lows),
        List.copyOf(highs));
  }

  private static Check named(List<String> words) {
    String name = words.getFirst().toUpperCase(Locale.ROOT).replace('-', '_');
    for (StandardCheck.Algorithm algorithm : StandardCheck.Algorithm.values()) {
      if (algorithm.name().equals(name)) {
        int from = words.size() > 1 ? Integer.parseInt(words.get(1)) : 0;
        int to = words.size() > 2 ? Integer.parseInt(words.get(2)) : Shape.MAX_LENGTH;
        return new StandardCheck(algorithm, from, to);
      }
    }
    for (Check[] checks :
        List.<Check[]>of(EuropeanCheck.values(), AmericanCheck.values(), AsianCheck.values())) {
      for (Check check : checks) {
        if (((Enum<?>) check).name().equals(name)) {
          return check;
        }
      }
    }
    throw new IllegalArgumentException(
        "no check is called " + words.getFirst() + "; " + Arrays.toString(words.toArray()));
  }

  private static String after(List<String> words, String word) {
    int at = words.indexOf(word);
    return at < 0 ? "" : words.get(at + 1);
  }

  private static int number(String word, int otherwise) {
    return word.isEmpty() ? otherwise : Integer.parseInt(word);
  }
}
