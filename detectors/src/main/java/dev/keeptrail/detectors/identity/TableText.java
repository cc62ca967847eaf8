package dev.keeptrail.detectors.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The lines of this package's tables, comments left out, as cells. The categories are read from the
 * first two cells alone, so that naming them costs no parsing of rules.
 */
final class TableText {
  static final int ID = 0;
  static final int KIND = 1;
  static final int SHAPES = 2;
  static final int CHECK = 3;
  static final int ALONE = 4;
  static final int WORDS = 5;

  private TableText() {}

  /** Every category a scheme can have, and those of numbers whose country is not known. */
  static Set<String> categories() {
    return Categories.ALL;
  }

  private static final class Categories {
    private static final Set<String> ALL = read();

    private static Set<String> read() {
      var categories = new LinkedHashSet<String>();
      for (List<String> row : rows("schemes.txt")) {
        Kind kind = Kind.named(row.get(KIND));
        categories.add(kind.category());
        categories.add(kind.category(row.get(ID)));
      }
      return Set.copyOf(categories);
    }
  }

  /** Rows of a table, cells parted by {@code |} and trimmed. */
  static List<List<String>> rows(String name) {
    var rows = new ArrayList<List<String>>();
    for (String line : read(name).split("\n", -1)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        rows.add(cells(line));
      }
    }
    return rows;
  }

  private static List<String> cells(String line) {
    var cells = new ArrayList<String>();
    int from = 0;
    for (int bar = line.indexOf('|'); bar >= 0; bar = line.indexOf('|', from)) {
      cells.add(line.substring(from, bar).trim());
      from = bar + 1;
    }
    cells.add(line.substring(from).trim());
    return cells;
  }

  private static String read(String name) {
    try (InputStream in = TableText.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the table " + name + " is not on the class path");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the table " + name + " cannot be read", e);
    }
  }
}
