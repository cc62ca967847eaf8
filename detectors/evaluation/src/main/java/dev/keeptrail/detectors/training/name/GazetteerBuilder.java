package dev.keeptrail.detectors.training.name;

import dev.keeptrail.detectors.evaluation.JsonLines;
import dev.keeptrail.detectors.name.Gazetteer;
import dev.keeptrail.detectors.name.WordClasses;
import dev.keeptrail.detectors.name.WordFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Puts the word lists of the tagger together. */
final class GazetteerBuilder {
  /** How often a word must stand in lower case to count as a word. */
  private static final int OFTEN = 4;

  private GazetteerBuilder() {}

  static Gazetteer build(Path data, WordLists words, WordClasses classes) throws IOException {
    Set<String> first = plain(words.firstNames());
    first.addAll(parts(words.all("first")));
    Set<String> surnames = plain(words.surnames());
    surnames.addAll(parts(words.all("last")));
    Set<String> places = plain(words.cities());
    places.addAll(plain(words.all("city")));
    places.addAll(plain(classes.places()));
    places.addAll(parts(classes.places().stream().filter(place -> !place.contains(" ")).toList()));
    return new Gazetteer(filter(first), filter(surnames), filter(places), filter(common(data)));
  }

  private static WordFilter filter(Collection<String> words) {
    WordFilter filter = WordFilter.forWords(words.size());
    words.forEach(filter::add);
    return filter;
  }

  /** As the tagger looks words up: no case, no marks. */
  private static String plain(String word) {
    String folded = Normalizer.normalize(word.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
    var plain = new StringBuilder();
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      if (Character.getType(c) != Character.NON_SPACING_MARK) {
        plain.append(special(c));
      }
    }
    return plain.toString();
  }

  private static String special(char c) {
    return switch (c) {
      case 'ß' -> "ss";
      case 'ł' -> "l";
      case 'ø' -> "o";
      case 'đ', 'ð' -> "d";
      case 'ı' -> "i";
      case 'æ' -> "a";
      default -> String.valueOf(c);
    };
  }

  private static Set<String> plain(List<String> words) {
    var plain = new LinkedHashSet<String>();
    words.forEach(word -> plain.add(plain(word)));
    return plain;
  }

  /** The words of names of several, but for particles. */
  private static Set<String> parts(List<String> names) {
    var parts = new TreeSet<String>();
    for (String name : names) {
      for (String part : plain(name).split("[ '-]", -1)) {
        if (part.length() > 3 || part.equals(plain(name))) {
          parts.add(part);
        }
      }
    }
    return parts;
  }

  private static Set<String> common(Path data) throws IOException {
    Map<String, Integer> seen = new TreeMap<>();
    JsonLines.read(
        data.resolve("injection/train.jsonl.gz"),
        row -> {
          if (row instanceof JsonLines.Read(Path path, int line, JsonNode object)
              && object.path("label").asInt() == 0) {
            count(object.path("text").asString(""), seen);
          }
        });
    JsonLines.read(
        data.resolve("pii/pii-meddocan-es.jsonl.gz"),
        row -> {
          if (row instanceof JsonLines.Read(Path path, int line, JsonNode object)
              && object.path("split").asString("").equals("train")) {
            count(object.path("text").asString(""), seen);
          }
        });
    var common = new TreeSet<String>();
    seen.forEach((word, times) -> {
      if (times >= OFTEN) {
        common.add(plain(word));
      }
    });
    return common;
  }

  private static void count(String text, Map<String, Integer> seen) {
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean letter = i < text.length() && Character.isLetter(text.charAt(i));
      if (letter && start < 0) {
        start = i;
      } else if (!letter && start >= 0) {
        String word = text.substring(start, i);
        boolean address =
            i < text.length()
                && "@_/.".indexOf(text.charAt(i)) >= 0
                && i + 1 < text.length()
                && text.charAt(i + 1) != ' ';
        if (word.equals(word.toLowerCase(Locale.ROOT)) && word.length() > 1 && !address) {
          seen.merge(word, 1, Integer::sum);
        }
        start = -1;
      }
    }
  }
}
