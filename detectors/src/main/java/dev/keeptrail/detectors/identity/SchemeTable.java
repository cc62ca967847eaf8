package dev.keeptrail.detectors.identity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All schemes, by id and by the length of what is looked up. Made on first use; immutable. */
final class SchemeTable {
  private static final double CHECKED_ALONE = 0.75;
  private static final double SHAPED_ALONE = 0.6;

  private final List<Scheme> schemes;
  private final Map<String, List<Scheme>> byId = new LinkedHashMap<>();
  private final List<Spellings> ofDigits;
  private final List<Spellings> withLetters;
  private final ContextWords words;

  /**
   * One spelling of one scheme.
   *
   * @param telling whether it may stand for itself, without a word that names it
   * @param country the scheme's country among the words, or -1
   */
  record Entry(Scheme scheme, Shape shape, boolean telling, int country) {}

  private static final class Holder {
    private static final SchemeTable INSTANCE = new SchemeTable();
  }

  static SchemeTable get() {
    return Holder.INSTANCE;
  }

  private SchemeTable() {
    var read = new ArrayList<Scheme>();
    for (List<String> row : TableText.rows("schemes.txt")) {
      read.add(scheme(read.size(), row));
    }
    schemes = List.copyOf(read);
    words = new ContextWords(schemes, TableText.rows("words.txt"));
    List<List<Entry>> digits = emptyLists();
    List<List<Entry>> letters = emptyLists();
    for (Scheme scheme : schemes) {
      byId.computeIfAbsent(scheme.id(), id -> new ArrayList<>()).add(scheme);
      for (Shape shape : scheme.shapes()) {
        boolean telling = scheme.alone().permitsAny(shape);
        var entry = new Entry(scheme, shape, telling, words.country(scheme));
        if (shape.mayBeAllDigits()) {
          digits.get(shape.length()).add(entry);
        }
        if (shape.mayHoldLetters()) {
          letters.get(shape.length()).add(entry);
        }
      }
    }
    ofDigits = digits.stream().map(Spellings::new).toList();
    withLetters = letters.stream().map(Spellings::new).toList();
  }

  private static List<List<Entry>> emptyLists() {
    var lists = new ArrayList<List<Entry>>();
    for (int length = 0; length <= Shape.MAX_LENGTH; length++) {
      lists.add(new ArrayList<>());
    }
    return lists;
  }

  private static Scheme scheme(int number, List<String> row) {
    try {
      Check check = CheckParser.parse(row.get(TableText.CHECK));
      String alone = row.get(TableText.ALONE);
      int dot = alone.indexOf('.');
      String flags = dot < 0 ? alone : alone.substring(0, dot);
      double usual = check.isChecksum() ? CHECKED_ALONE : SHAPED_ALONE;
      return new Scheme(
          number,
          row.get(TableText.ID),
          Kind.named(row.get(TableText.KIND)),
          ShapeParser.parse(row.get(TableText.SHAPES)),
          check,
          check.isChecksum(),
          new Scheme.Alone(
              flags.indexOf('p') >= 0, flags.indexOf('f') >= 0, flags.indexOf('x') >= 0),
          dot < 0 ? usual : Double.parseDouble(alone.substring(dot)),
          words(row.get(TableText.WORDS)));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IllegalStateException("the row " + row + " is no scheme", e);
    }
  }

  static List<String> words(String cell) {
    return cell.isEmpty() ? List.of() : List.of(cell.split(" *, *", -1));
  }

  List<Scheme> schemes() {
    return schemes;
  }

  /** Schemes by id, in the order of the table. */
  Map<String, List<Scheme>> byId() {
    return byId;
  }

  ContextWords words() {
    return words;
  }

  /** Spellings that the candidate may have, by its length and whether it holds letters. */
  Spellings entries(Candidate candidate) {
    return (candidate.letterBits() == 0 ? ofDigits : withLetters).get(candidate.length());
  }
}
