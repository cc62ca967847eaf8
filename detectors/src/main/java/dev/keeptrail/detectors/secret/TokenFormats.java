package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.secret.TokenFormat.Body;
import dev.keeptrail.detectors.secret.TokenFormat.Traits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The table of token formats, in the notation its own head explains. */
final class TokenFormats {
  private static final String TABLE = "token-formats.txt";
  private static final int DEFAULT_SCORE = 95;

  private static final String NAMES = "names ";

  private static final List<TokenFormat> ALL = new ArrayList<>();
  private static final Set<String> CATEGORIES = new TreeSet<>();

  static {
    for (String line : lines()) {
      add(line);
    }
  }

  private TokenFormats() {}

  static List<TokenFormat> all() {
    return Collections.unmodifiableList(ALL);
  }

  /** The categories of all formats, and of the issuers known by name only. */
  static Set<String> categories() {
    return Collections.unmodifiableSet(CATEGORIES);
  }

  private static List<String> lines() {
    try (InputStream table =
        Objects.requireNonNull(TokenFormats.class.getResourceAsStream(TABLE), TABLE)) {
      var lines = new ArrayList<String>();
      for (String line : new String(table.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        if (!line.isBlank() && line.charAt(0) != '#') {
          lines.add(line);
        }
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException("the table of token formats is unreadable", e);
    }
  }

  private static void add(String line) {
    if (line.startsWith(NAMES)) {
      for (String name : line.substring(NAMES.length()).split(" ", -1)) {
        CATEGORIES.add("secret." + name);
      }
      return;
    }
    for (TokenFormat format : formats(line)) {
      ALL.add(format);
      CATEGORIES.add(format.category());
    }
  }

  private static List<TokenFormat> formats(String line) {
    int first = line.indexOf(" : ");
    int second = line.indexOf(" : ", first + 3);
    List<String> names = Shape.words(line.substring(0, first));
    String shape = second < 0 ? line.substring(first + 3) : line.substring(first + 3, second);
    String options = second < 0 ? "" : line.substring(second + 3).strip();
    int place = shape.indexOf("<>");
    Shape before = Shape.of(place < 0 ? "" : shape.substring(0, place));
    Shape after = Shape.of(place < 0 ? shape : shape.substring(place + 2));
    var formats = new ArrayList<TokenFormat>();
    for (String prefix : names.subList(1, names.size())) {
      formats.add(format(names.getFirst(), prefix, before, after, options));
    }
    return formats;
  }

  private static TokenFormat format(
      String vendor, String prefix, Shape before, Shape after, String options) {
    TokenCheck check = TokenCheck.NONE;
    List<String> near = List.of();
    boolean strict = false;
    Body body = Body.USUAL;
    boolean raw = false;
    boolean glued = false;
    double score = DEFAULT_SCORE;
    String label = "API_KEY";
    for (String option : Shape.words(options)) {
      int equals = option.indexOf('=');
      String value = option.substring(equals + 1);
      switch (equals < 0 ? option : option.substring(0, equals)) {
        case "check" -> check = TokenCheck.named(value);
        case "must" -> {
          check = TokenCheck.named(value);
          strict = true;
        }
        case "near" -> near = List.of(value.split(",", -1));
        case "letters", "case", "mixed" -> body = Body.valueOf(option.toUpperCase(Locale.ROOT));
        case "raw" -> raw = true;
        case "glued" -> glued = true;
        case "score" -> score = Integer.parseInt(value);
        case "label" -> label = value;
        default -> throw new IllegalArgumentException("unknown option `" + option + "`");
      }
    }
    var traits = new Traits(strict, body, raw, glued, score / 100, label);
    return new TokenFormat(vendor, prefix, before, after, check, near, traits);
  }
}
