package dev.keeptrail.detectors.evaluation.score;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.detectors.Scanner;
import dev.keeptrail.detectors.evaluation.category.Categories;
import dev.keeptrail.detectors.evaluation.report.Cell;
import dev.keeptrail.detectors.evaluation.report.Report;
import dev.keeptrail.detectors.evaluation.report.Section;
import dev.keeptrail.detectors.evaluation.report.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What scanning benign texts of the corpus costs, by size, on one thread. Texts are made of rows
 * one after the other, cut to size; each size is warmed up first.
 */
public final class ThroughputReport {
  static final String BENIGN = "benign";

  private static final int[] SIZES = {128, 512, 1_024, 2_048, 10_240, 102_400};
  private static final int WARM_UP_SIZE = 2_048;
  private static final int TEXTS = 64;

  /**
   * WHY: it takes seconds until what a scanner runs is compiled; after that sizes differ little.
   */
  private static final long FIRST_WARM_UP = 12_000_000_000L;

  private static final long WARM_UP = 400_000_000;
  private static final long MEASURED = 600_000_000;
  private static final int LEAST = 30;

  private final Samples samples;

  public ThroughputReport(Samples samples) {
    this.samples = samples;
  }

  /** Measures and reports, where there are benign texts. */
  public void addTo(Report report) {
    List<String> rows = samples.of(BENIGN);
    if (rows.isEmpty()) {
      return;
    }
    Section section = report.section("Cost of a scan");
    section.note(
        "Benign texts of the corpus, one thread, warmed up; sizes in UTF-8. Without names, addresses,"
            + " dates and the like, which policies look for only when asked, and with everything.");
    Map<String, Scanner> scanners = new LinkedHashMap<>();
    scanners.put("usual", Categories.scanner(Categories.usual()));
    scanners.put("everything", Categories.scanner(Detectors.categories()));
    var table = new Table("", "detectors", "bytes", "us/KB p50", "us/KB p99", "KB/s");
    scanners.forEach((name, scanner) -> {
      warmUp(scanner, texts(rows, WARM_UP_SIZE), FIRST_WARM_UP);
      for (int size : SIZES) {
        measure(name, size, scanner, texts(rows, size), table, report);
      }
    });
    section.table(table);
  }

  private static void measure(
      String name, int size, Scanner scanner, List<Sized> texts, Table table, Report report) {
    warmUp(scanner, texts, WARM_UP);
    int next = 0;
    var costs = new ArrayList<Double>();
    double bytes = 0;
    double nanoseconds = 0;
    long end = System.nanoTime() + MEASURED;
    while (System.nanoTime() - end < 0 || costs.size() < LEAST) {
      Sized text = texts.get(next++ % texts.size());
      long start = System.nanoTime();
      Categories.findings(scanner, text.text());
      double spent = System.nanoTime() - start;
      costs.add(spent / 1_000 / (text.bytes() / 1_024.0));
      bytes += text.bytes();
      nanoseconds += spent;
    }
    costs.sort(null);
    double median = costs.get(costs.size() / 2);
    table.add(
        Cell.of(name),
        Cell.of(size),
        Cell.number(median, 1),
        Cell.number(costs.get((int) (costs.size() * 0.99)), 1),
        Cell.of(Math.round(bytes / 1_024 / (nanoseconds / 1e9))));
    report.figure("cost.%s.%d".formatted(name, size), median);
  }

  private static void warmUp(Scanner scanner, List<Sized> texts, long nanoseconds) {
    int next = 0;
    long end = System.nanoTime() + nanoseconds;
    while (System.nanoTime() - end < 0) {
      Categories.findings(scanner, texts.get(next++ % texts.size()).text());
    }
  }

  /** A text and its size in UTF-8. */
  private record Sized(String text, int bytes) {}

  /** Texts of about that many bytes, never cut inside a character. */
  private static List<Sized> texts(List<String> rows, int bytes) {
    var texts = new ArrayList<Sized>();
    int row = 0;
    int count = Math.max(4, Math.min(TEXTS, 2_000_000 / bytes));
    for (int i = 0; i < count; i++) {
      var text = new StringBuilder();
      int size = 0;
      while (size < bytes) {
        int[] characters = (rows.get(row++ % rows.size()) + "\n\n").codePoints().toArray();
        for (int at = 0; at < characters.length && size < bytes; at++) {
          text.appendCodePoint(characters[at]);
          size += length(characters[at]);
        }
      }
      String whole = text.toString();
      texts.add(new Sized(whole, whole.getBytes(StandardCharsets.UTF_8).length));
    }
    return texts;
  }

  private static int length(int character) {
    return character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
  }
}
