package dev.keeptrail.detectors.identity;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the shape language of the table: {@code d} a digit, {@code a} a letter, {@code x} either,
 * {@code [A-CX0]} one of a set, capitals and digits themselves, the signs {@code - . / + ( )} and
 * {@code _} for a space; {@code {n}} repeats the character before, and {@code {m,n}} makes one
 * shape for each count; {@code <XX>} at the front is a country prefix that may be left out; {@code
 * =} at the front makes the signs a part of the number. A closing bracket is for the reader only.
 */
final class ShapeParser {
  private final String source;
  private final List<Long> allowed = new ArrayList<>();
  private final List<Character> signs = new ArrayList<>();
  private final List<Shape> shapes;
  private char sign;
  private int prefix;
  private boolean strict;

  private ShapeParser(String source, List<Shape> shapes) {
    this.source = source;
    this.shapes = shapes;
  }

  /**
   * All shapes of a comma-separated list.
   *
   * @throws IllegalArgumentException for a list that does not follow the language
   */
  static List<Shape> parse(String list) {
    var shapes = new ArrayList<Shape>();
    for (String source : list.split(", ", -1)) {
      if (source.startsWith("<")) {
        int close = source.indexOf('>');
        String number = source.substring(close + 1);
        String signless = number.startsWith("_") ? number.substring(1) : number;
        new ShapeParser(signless, shapes).run(0);
        var prefixed = new ShapeParser(source.substring(1, close) + number, shapes);
        prefixed.prefix = close - 1;
        prefixed.run(0);
      } else {
        boolean strict = source.startsWith("=");
        var parser = new ShapeParser(strict ? source.substring(1) : source, shapes);
        parser.strict = strict;
        parser.run(0);
      }
    }
    return List.copyOf(shapes);
  }

  private void run(int from) {
    int at = from;
    while (at < source.length()) {
      char c = source.charAt(at);
      if ("-./+(_".indexOf(c) >= 0) {
        sign = c == '_' ? ' ' : c;
        at++;
      } else if (c == ')') {
        at++;
      } else {
        int end = c == '[' ? source.indexOf(']', at) + 1 : at + 1;
        long set = c == '[' ? set(source.substring(at + 1, end - 1)) : one(c);
        at = end;
        if (at < source.length() && source.charAt(at) == '{') {
          end = source.indexOf('}', at) + 1;
          String[] counts = source.substring(at + 1, end - 1).split(",", -1);
          at = end;
          int fewest = Integer.parseInt(counts[0]);
          int most = Integer.parseInt(counts[counts.length - 1]);
          for (int count = fewest; count < most; count++) {
            variant(set, count, at);
          }
          add(set, most);
        } else {
          add(set, 1);
        }
      }
    }
    finish();
  }

  private void variant(long set, int count, int rest) {
    var parser = new ShapeParser(source, shapes);
    parser.allowed.addAll(allowed);
    parser.signs.addAll(signs);
    parser.prefix = prefix;
    parser.strict = strict;
    parser.sign = sign;
    parser.add(set, count);
    parser.run(rest);
  }

  private void add(long set, int count) {
    for (int i = 0; i < count; i++) {
      allowed.add(set);
      signs.add(sign);
      sign = '\0';
    }
  }

  private void finish() {
    long[] sets = allowed.stream().mapToLong(Long::longValue).toArray();
    char[] between = new char[sets.length];
    for (int i = 0; i < between.length; i++) {
      between[i] = signs.get(i);
    }
    shapes.add(new Shape(sets, between, prefix, strict));
  }

  private static long one(char c) {
    return switch (c) {
      case 'd' -> Shape.DIGITS;
      case 'a' -> Shape.LETTERS;
      case 'x' -> Shape.DIGITS | Shape.LETTERS;
      default -> 1L << valueOf(c);
    };
  }

  private static long set(String members) {
    long set = 0;
    for (int i = 0; i < members.length(); i++) {
      int first = valueOf(members.charAt(i));
      boolean range = i + 2 < members.length() && members.charAt(i + 1) == '-';
      int last = range ? valueOf(members.charAt(i + 2)) : first;
      for (int value = first; value <= last; value++) {
        set |= 1L << value;
      }
      i += range ? 2 : 0;
    }
    return set;
  }

  private static int valueOf(char c) {
    int value = c < 128 && !Character.isLowerCase(c) ? Character.digit(c, 36) : -1;
    if (value < 0) {
      throw new IllegalArgumentException("a shape cannot hold `" + c + "`");
    }
    return value;
  }
}
