package dev.keeptrail.detectors.marking;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The table of markings, in the notation its own head explains; made when first looked for. */
final class Markings {
  private static final String TABLE = "markings.txt";

  private Markings() {}

  /** How much the place of a marking must say for it to count. */
  enum Place {
    ALWAYS,
    CAPITALS,
    PLACED
  }

  record Marking(String text, String category, Place place) {}

  static List<Marking> read() {
    try (InputStream table =
        Objects.requireNonNull(Markings.class.getResourceAsStream(TABLE), TABLE)) {
      var markings = new ArrayList<Marking>();
      for (String line : new String(table.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        if (!line.isBlank() && line.charAt(0) != '#') {
          add(line, markings);
        }
      }
      return List.copyOf(markings);
    } catch (IOException e) {
      throw new UncheckedIOException("the table of markings is unreadable", e);
    }
  }

  private static void add(String line, List<Marking> markings) {
    int bar = line.indexOf('|');
    String[] head = line.substring(0, bar).strip().split("\\s+", -1);
    Place place = Place.valueOf(head[1].toUpperCase(Locale.ROOT));
    for (String entry : line.substring(bar + 1).split(";", -1)) {
      int issuer = entry.indexOf(" (");
      // WHY: portion marks begin with a bracket too, issuers stand after a blank.
      boolean named = issuer > 1 && entry.endsWith(")");
      String text = (named ? entry.substring(0, issuer) : entry).strip();
      if (markings.stream().noneMatch(known -> known.text().equals(text))) {
        markings.add(new Marking(text, "marking." + head[0], place));
      }
    }
  }
}
