package dev.keeptrail.detectors.training.injection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Further rows to train with, composed of the grammar, the fragments and harmless rows: orders in
 * wrappers inside carriers, at the start, in the middle and at the end, and harmless texts with the
 * same words. The same seed gives the same rows.
 */
final class MadeRows {
  static final String ATTACKS = "made-attacks";
  static final String INDIRECT = "made-indirect";
  static final String HARMLESS = "made-harmless";
  static final String CARRIERS = "made-carriers";
  static final String PROGRAMS = "made-programs";
  static final String IN_PROGRAMS = "made-in-programs";
  static final String PAPERS = "made-papers";
  static final String IN_PAPERS = "made-in-papers";
  static final String MESSAGES = "made-messages";
  static final String IN_MESSAGES = "made-in-messages";
  static final String SPEECH = "made-speech";
  static final String SPEECH_ORDERS = "made-speech-orders";

  private static final int LONGEST_CARRIER = 1500;

  /** Papers are of more kinds, and in more languages, than programs are. */
  private static final int PAPERS_SHARE = 2;

  private static final int LEAST_PROGRAM = 250;

  private final Phrases phrases = Phrases.load();
  private final SplittableRandom dice;
  private final Corpus corpus;
  private final List<Row> hosts;
  private final List<Row> made = new ArrayList<>();

  private MadeRows(Corpus corpus, long seed) {
    this.corpus = corpus;
    this.dice = new SplittableRandom(seed);
    this.hosts =
        corpus.train().stream()
            .filter(row -> !row.attack() && row.text().length() > 60)
            .filter(row -> !row.set().startsWith("ben-atr") && !row.set().equals("ben-fabric"))
            .toList();
  }

  static List<Row> make(Corpus corpus, long seed, int size) {
    var rows = new MadeRows(corpus, seed);
    for (int i = 0; i < size; i++) {
      rows.add(ATTACKS, true, rows.disguised(rows.phrase("ATTACK")));
      rows.add(HARMLESS, false, rows.disguised(rows.phrase("HARMLESS")));
      if (i % 2 == 0) {
        rows.add(INDIRECT, true, rows.within(rows.carrier(), rows.order()));
        rows.add(CARRIERS, false, rows.within(rows.carrier(), rows.phrase("HARMLESS")));
      }
    }
    // WHY: behind the others, which stay what they were whatever stands here.
    for (int i = 0; i < size; i++) {
      rows.add(PROGRAMS, false, rows.readOtherwise(rows.program()));
      if (i % 4 == 0) {
        rows.add(IN_PROGRAMS, true, rows.within(rows.program(), rows.order()));
      }
    }
    for (int i = 0; i < PAPERS_SHARE * size; i++) {
      rows.add(PAPERS, false, rows.readOtherwise(rows.phrase("PAPER")));
      if (i % 4 == 0) {
        String order = i % 8 == 0 ? rows.phrase("PAPER_ORDER") : rows.order();
        rows.add(IN_PAPERS, true, rows.within(rows.phrase("PAPER"), order));
      }
    }
    for (int i = 0; i < size; i++) {
      rows.add(MESSAGES, false, rows.phrase("CATALOGUE"));
      if (i % 4 == 0) {
        rows.add(IN_MESSAGES, true, rows.within(rows.phrase("CATALOGUE"), rows.order()));
      }
    }
    for (int i = 0; i < size; i++) {
      rows.add(SPEECH, false, rows.disguised(rows.phrase("SPEECH")));
      if (i % 2 == 0) {
        rows.add(SPEECH_ORDERS, true, rows.disguised(rows.phrase("SPEECH_ORDER")));
      }
    }
    return rows.made;
  }

  /** A piece of what comes with programs: no order to a model stands in it. */
  private String program() {
    String text = phrase("PROGRAM");
    while (text.length() < LEAST_PROGRAM) {
      text = text + "\n\n" + phrase("PROGRAM");
    }
    return text;
  }

  /** The same as views read it that were made for nothing: turned, or with its names apart. */
  private String readOtherwise(String program) {
    return switch (dice.nextInt(24)) {
      case 0, 1 -> new StringBuilder(program).reverse().toString();
      case 2 -> turned(program);
      case 3, 4, 5 -> program.replace('_', ' ');
      default -> program;
    };
  }

  /** By thirteen places. */
  private static String turned(String text) {
    var turned = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char first = c >= 'a' ? 'a' : 'A';
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      turned.append(letter ? (char) (first + (c - first + 13) % 26) : c);
    }
    return turned.toString();
  }

  private void add(String set, boolean attack, String text) {
    made.add(new Row(set, attack, "", "", text));
  }

  private String phrase(String symbol) {
    return phrases.make(symbol, dice);
  }

  private String order() {
    return switch (dice.nextInt(6)) {
      case 0 ->
          pick(corpus.triggers(), "trigger").text() + " " + pick(corpus.triggers(), "task").text();
      case 1 -> pick(corpus.triggers(), "trigger").text() + "\n" + pick(corpus.orders(), "").text();
      case 2 -> phrase("ATTACK");
      default -> phrase("DOCUMENT_ATTACK");
    };
  }

  private Row pick(List<Row> rows, String subtype) {
    Row row = rows.get(dice.nextInt(rows.size()));
    while (!row.subtype().contains(subtype)) {
      row = rows.get(dice.nextInt(rows.size()));
    }
    return row;
  }

  private String carrier() {
    String text =
        switch (dice.nextInt(4)) {
          case 0 -> pick(corpus.carriers(), "").text();
          case 1 -> pick(hosts, "").text();
          default -> phrase("CARRIER") + "\n" + phrase("CARRIER");
        };
    return text.substring(0, Math.min(LONGEST_CARRIER, text.length()));
  }

  private String within(String carrier, String order) {
    int place = dice.nextInt(4);
    if (place == 0) {
      return order + "\n\n" + carrier;
    }
    if (place == 1) {
      return carrier + "\n\n" + order;
    }
    int at = dice.nextInt(carrier.length());
    while (at < carrier.length() && !Character.isWhitespace(carrier.charAt(at))) {
      at++;
    }
    return carrier.substring(0, at) + " " + order + " " + carrier.substring(at).strip();
  }

  /** One text in six gets another look, attacks and harmless ones alike. */
  private String disguised(String text) {
    return switch (dice.nextInt(36)) {
      case 0, 1 -> text.toUpperCase(Locale.ROOT);
      case 2 -> text.toLowerCase(Locale.ROOT);
      case 3 -> typos(text);
      case 4 -> text.replace(" ", "  ");
      case 5 -> text.replace(" ", "_");
      case 6 -> "\"" + text + "\"";
      default -> text;
    };
  }

  private String typos(String text) {
    var typed = new StringBuilder(text);
    for (int i = 0; i < 1 + text.length() / 30; i++) {
      int at = dice.nextInt(typed.length());
      switch (dice.nextInt(3)) {
        case 0 -> typed.deleteCharAt(at);
        case 1 -> typed.insert(at, typed.charAt(at));
        default -> {
          char c = typed.charAt(at);
          typed.deleteCharAt(at).insert(Math.min(at + 1, typed.length()), c);
        }
      }
      if (typed.isEmpty()) {
        return text;
      }
    }
    return typed.toString();
  }
}
