package dev.keeptrail.detectors.training.name;

import dev.keeptrail.detectors.evaluation.JsonLines;
import dev.keeptrail.detectors.name.Tag;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The labelled corpora of the data folder, their labels mapped to the tagger's four kinds. Rows are
 * taken in the order of the files.
 */
final class NameCorpora {
  /** Its documents come from few templates; more of the same teach nothing. */
  private static final int MOST_OF_ONE_KIND = 150;

  private static final int MOST_OF_ONE_TEXT = 3_000;

  private static final Map<String, Tag.Kind> KINDS =
      Map.ofEntries(
          Map.entry("PER", Tag.Kind.PERSON),
          Map.entry("person", Tag.Kind.PERSON),
          Map.entry("PERSON", Tag.Kind.PERSON),
          Map.entry("PERSON_NAME", Tag.Kind.PERSON),
          Map.entry("NOMBRE_SUJETO_ASISTENCIA", Tag.Kind.PERSON),
          Map.entry("NOMBRE_PERSONAL_SANITARIO", Tag.Kind.PERSON),
          Map.entry("LOC", Tag.Kind.PLACE),
          Map.entry("location", Tag.Kind.PLACE),
          Map.entry("LOCATION", Tag.Kind.PLACE),
          Map.entry("LOCATION_NAME", Tag.Kind.PLACE),
          Map.entry("TERRITORIO", Tag.Kind.PLACE),
          Map.entry("PAIS", Tag.Kind.PLACE),
          Map.entry("ORG", Tag.Kind.ORGANIZATION),
          Map.entry("corporation", Tag.Kind.ORGANIZATION),
          Map.entry("group", Tag.Kind.ORGANIZATION),
          Map.entry("ORGANIZATION", Tag.Kind.ORGANIZATION),
          Map.entry("ORGANIZATION_NAME", Tag.Kind.ORGANIZATION),
          Map.entry("HOSPITAL", Tag.Kind.ORGANIZATION),
          Map.entry("INSTITUCION", Tag.Kind.ORGANIZATION),
          Map.entry("CENTRO_SALUD", Tag.Kind.ORGANIZATION),
          Map.entry("ADDRESS", Tag.Kind.ADDRESS),
          Map.entry("STREET_ADDRESS", Tag.Kind.ADDRESS),
          Map.entry("POSTAL_CODE", Tag.Kind.ADDRESS),
          Map.entry("CALLE", Tag.Kind.ADDRESS));

  private static final List<String> TITLES =
      List.of("Miss ", "Mr. ", "Mrs. ", "Ms. ", "Dr. ", "Prof. ", "Mr ", "Mrs ", "Ms ", "Dr ");

  private NameCorpora() {}

  static final List<String> FILES =
      List.of("ner-btc", "ner-wnut17", "pii-presidio-large", "pii-anon-fixed", "pii-meddocan-es");

  static List<LabelledText> read(Path data) throws IOException {
    var texts = new ArrayList<LabelledText>();
    for (String file : FILES) {
      var seen = new HashMap<String, Integer>();
      JsonLines.read(
          data.resolve("pii").resolve(file + ".jsonl.gz"),
          row -> {
            if (row instanceof JsonLines.Read(Path path, int line, JsonNode object)) {
              String group = group(file, object, line);
              if (!file.equals("pii-anon-fixed")
                  || seen.merge(group, 1, Integer::sum) <= MOST_OF_ONE_KIND) {
                texts.add(text(file, group, object));
              }
            }
          });
    }
    return texts;
  }

  /**
   * Ordinary prompts and documents, taken to name no persons: each so many rows one, cut to size.
   */
  static List<LabelledText> ordinary(Path file, Set<String> sets, int each) throws IOException {
    var texts = new ArrayList<LabelledText>();
    JsonLines.read(
        file,
        row -> {
          if (row instanceof JsonLines.Read(Path path, int line, JsonNode object)
              && line % each == 0
              && object.path("label").asInt() == 0
              && sets.contains(object.path("set").asString(""))) {
            String text = object.path("text").asString("");
            int end = Math.min(text.length(), MOST_OF_ONE_TEXT);
            texts.add(
                LabelledText.ofNobody(object.path("set").asString(""), text.substring(0, end)));
          }
        });
    return texts;
  }

  private static String group(String file, JsonNode row, int line) {
    return switch (file) {
      case "ner-btc" -> row.path("id").asString("").substring(0, 4);
      case "ner-wnut17" -> line % 5 == 4 ? "last" : "first";
      case "pii-presidio-large" -> "t" + row.path("template").asInt();
      case "pii-anon-fixed" ->
          row.path("doc_type").asString("none") + row.path("lang").asString("");
      default -> row.path("split").asString("");
    };
  }

  private static LabelledText text(String source, String group, JsonNode row) {
    String text = row.path("text").asString("");
    var names = new ArrayList<LabelledText.Name>();
    for (JsonNode span : row.path("spans")) {
      int start = text.offsetByCodePoints(0, span.path("start").asInt());
      int end = text.offsetByCodePoints(0, span.path("end").asInt());
      name(text, start, end, span.path("type").asString("")).ifPresent(names::add);
    }
    return LabelledText.of(source, group, text, names);
  }

  private static Optional<LabelledText.Name> name(String text, int start, int end, String type) {
    Tag.Kind kind = KINDS.get(type);
    boolean handle =
        start < end && (text.charAt(start) == '@' || (start > 0 && text.charAt(start - 1) == '@'));
    if (kind == null || handle || end <= start) {
      return Optional.empty();
    }
    int from = kind == Tag.Kind.PERSON ? start + title(text.substring(start, end)) : start;
    if (from >= end || TITLES.contains(text.substring(start, end) + " ")) {
      return Optional.empty();
    }
    boolean number = text.substring(from, end).chars().anyMatch(Character::isDigit);
    return Optional.of(
        new LabelledText.Name(
            from, end, kind == Tag.Kind.PLACE && number ? Tag.Kind.ADDRESS : kind));
  }

  private static int title(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return TITLES.stream()
        .filter(title -> lower.startsWith(title.toLowerCase(Locale.ROOT)))
        .mapToInt(String::length)
        .findFirst()
        .orElse(0);
  }
}
