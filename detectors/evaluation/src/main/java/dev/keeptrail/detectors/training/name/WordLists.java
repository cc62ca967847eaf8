package dev.keeptrail.detectors.training.name;

import dev.keeptrail.detectors.evaluation.JsonLines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What slots are filled from: the lists of {@code fill.txt}, by kind and language, and the first
 * names, surnames and cities of the data folder's lexicon.
 */
record WordLists(
    Map<String, List<String>> own,
    List<String> firstNames,
    List<String> surnames,
    List<String> cities) {
  static WordLists read(Path data) throws IOException {
    var first = new ArrayList<String>();
    var surnames = new ArrayList<String>();
    var cities = new ArrayList<String>();
    JsonLines.read(
        data.resolve("pii/lexicon-names.jsonl.gz"),
        row -> {
          if (row instanceof JsonLines.Read(Path path, int line, JsonNode object)) {
            String word = object.path("text").asString("");
            switch (object.path("kind").asString("")) {
              case "first" -> first.add(word);
              case "surname" -> surnames.add(word);
              default -> cities.add(word);
            }
          }
        });
    return new WordLists(readOwn(), first, surnames, cities);
  }

  private static Map<String, List<String>> readOwn() throws IOException {
    var own = new LinkedHashMap<String, List<String>>();
    for (String line : lines("fill.txt")) {
      int colon = line.indexOf(':');
      own.put(
          line.substring(0, colon),
          Arrays.asList(line.substring(colon + 1).strip().split(", +", -1)));
    }
    return own;
  }

  /** The lines of one of this package's resources, without remarks. */
  static List<String> lines(String name) throws IOException {
    try (InputStream in = WordLists.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the resource " + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    }
  }

  /** The list of this kind in this language, or else the English one. */
  List<String> list(String kind, String language) {
    List<String> found = own.get(kind + "." + language);
    if (found == null) {
      found = own.get(kind + ".en");
    }
    if (found == null) {
      found = own.get(kind);
    }
    if (found == null) {
      throw new IllegalArgumentException("no list of " + kind);
    }
    return found;
  }

  /** All own entries of one kind, whatever the language. */
  List<String> all(String kind) {
    return own.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(kind + "."))
        .flatMap(entry -> entry.getValue().stream())
        .toList();
  }
}
