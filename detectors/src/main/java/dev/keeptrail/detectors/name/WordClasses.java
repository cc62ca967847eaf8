package dev.keeptrail.detectors.name;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which classes a word belongs to, as bits: titles, labels of names, parts of addresses and so on.
 * Read from {@code words.txt} when first wanted; immutable.
 */
public final class WordClasses {
  static final int LABEL = 1;
  static final int TITLE = 1 << 1;
  static final int CONTEXT = 1 << 2;
  static final int STREET = 1 << 3;
  static final int UNIT = 1 << 4;
  static final int ORGANIZATION = 1 << 5;
  static final int PREPOSITION = 1 << 6;
  static final int PARTICLE = 1 << 7;
  static final int CALENDAR = 1 << 8;
  static final int NATION = 1 << 9;
  static final int ADDRESS = 1 << 10;
  static final int PLACE = 1 << 11;

  /** Given names in scripts without capitals. */
  static final int GIVEN = 1 << 12;

  /** Family names in scripts without capitals. */
  static final int FAMILY = 1 << 13;

  private static final String FILE = "words.txt";
  private static final Map<String, Integer> BITS =
      Map.ofEntries(
          Map.entry("label", LABEL),
          Map.entry("title", TITLE),
          Map.entry("context", CONTEXT),
          Map.entry("street", STREET),
          Map.entry("unit", UNIT),
          Map.entry("organization", ORGANIZATION),
          Map.entry("preposition", PREPOSITION),
          Map.entry("particle", PARTICLE),
          Map.entry("calendar", CALENDAR),
          Map.entry("nation", NATION),
          Map.entry("address", ADDRESS),
          Map.entry("place", PLACE),
          Map.entry("given", GIVEN),
          Map.entry("family", FAMILY));

  private final WordBits words;
  private final List<String> places;

  private WordClasses(WordBits words, List<String> places) {
    this.words = words;
    this.places = List.copyOf(places);
  }

  /**
   * Reads the list.
   *
   * @throws IllegalStateException if it is missing or names a class there is not
   */
  public static WordClasses load() {
    var words = new WordBits.Builder();
    var places = new ArrayList<String>();
    for (String line : lines()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        add(line, words, places);
      }
    }
    return new WordClasses(words.build(), places);
  }

  private static List<String> lines() {
    try (InputStream in = WordClasses.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }

  private static void add(String line, WordBits.Builder words, List<String> places) {
    int colon = line.indexOf(':');
    Integer bit = BITS.get(line.substring(0, Math.max(colon, 0)));
    if (bit == null) {
      throw new IllegalStateException(FILE + " names a class there is not");
    }
    int start = colon + 1;
    while (start < line.length()) {
      int space = line.indexOf(' ', start);
      int end = space < 0 ? line.length() : space;
      if (end > start) {
        String word = line.substring(start, end).replace('_', ' ');
        if (bit == PLACE) {
          places.add(word);
        }
        if (word.indexOf(' ') < 0) {
          words.phrase(word, bit);
        }
      }
      start = end + 1;
    }
  }

  /** The classes of the word with this hash; none for most words. */
  int of(long hash) {
    return words.of(hash);
  }

  /** The words and phrases of the class of places, in the order of the list. */
  public List<String> places() {
    return places;
  }
}
