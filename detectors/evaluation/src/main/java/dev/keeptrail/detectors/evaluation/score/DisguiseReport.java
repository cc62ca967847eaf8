package dev.keeptrail.detectors.evaluation.score;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.Scanner;
import dev.keeptrail.detectors.evaluation.category.Categories;
import dev.keeptrail.detectors.evaluation.disguise.Disguise;
import dev.keeptrail.detectors.evaluation.report.Cell;
import dev.keeptrail.detectors.evaluation.report.Report;
import dev.keeptrail.detectors.evaluation.report.Section;
import dev.keeptrail.detectors.evaluation.report.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How much of what is found as it stands is still found in each disguise. Attacks and secrets are
 * disguised whole; personal values inside a sentence, with the sentence.
 */
public final class DisguiseReport {
  /** Groups of samples that are personal values. */
  static final Set<String> VALUES = Set.of("email", "phone", "card", "iban", "ssn", "ip", "mac");

  static final String ATTACKS = "attacks";
  static final String SECRETS = "secrets";

  private static final int SHOWN = 300;
  private static final List<String> COLUMNS =
      List.of(ATTACKS, SECRETS, "email", "phone", "card", "iban", "ssn", "ip", "mac");
  private static final Map<String, List<String>> ROOTS =
      Map.of(
          ATTACKS, List.of("injection"), SECRETS, List.of("secret"), "card", List.of("pci.card"));

  private final Samples samples;
  private final Map<String, Tally> kept = new LinkedHashMap<>();
  private final Map<String, Integer> plain = new LinkedHashMap<>();

  public DisguiseReport(Samples samples) {
    this.samples = samples;
  }

  /** Scans the samples in every disguise and reports what was kept. */
  public void addTo(Report report) {
    for (String group : COLUMNS) {
      measure(group);
    }
    if (plain.isEmpty()) {
      return;
    }
    Section section = report.section("Disguises");
    section.note(
        "Texts that are found as they stand, put into each disguise as a whole, without a word that"
            + " says so: the share that is still found. Attacks count at the threshold that policies"
            + " use unless they say otherwise.");
    section.table(table(report));
  }

  private void measure(String group) {
    List<String> roots = ROOTS.getOrDefault(group, List.of("pii." + group));
    Scanner scanner = Categories.scanner(Categories.under(roots));
    var found = new ArrayList<String>();
    for (String sample : samples.of(group)) {
      String text = VALUES.contains(group) ? "Please write this down: " + sample + "." : sample;
      if (found.size() < SHOWN && isFound(text, roots, scanner)) {
        found.add(text);
      }
    }
    if (found.isEmpty()) {
      return;
    }
    var tally = new Tally();
    for (Disguise disguise : Disguise.values()) {
      found.forEach(text -> tally.add(disguise.word(), isFound(disguise.of(text), roots, scanner)));
    }
    plain.put(group, found.size());
    kept.put(group, tally);
  }

  private static boolean isFound(String text, List<String> roots, Scanner scanner) {
    double least = roots.equals(ROOTS.get(ATTACKS)) ? InjectionReport.DEFAULT : 0;
    for (Finding finding : Categories.findings(scanner, text)) {
      if (finding.score() >= least && Categories.covers(roots, finding.category())) {
        return true;
      }
    }
    return false;
  }

  private Table table(Report report) {
    var columns = new ArrayList<String>(List.of("disguise"));
    plain.forEach((group, count) -> columns.add(group + " (" + count + ")"));
    var table = new Table("", columns.toArray(String[]::new));
    for (Disguise disguise : Disguise.values()) {
      var cells = new ArrayList<Cell>(List.of(Cell.of(disguise.word())));
      kept.forEach((group, tally) -> {
        Tally.Share share = tally.of(disguise.word());
        cells.add(Cell.plainShare(share.hits(), share.total()));
        String name = disguise.name().toLowerCase(Locale.ROOT);
        report.figure("disguise." + group + "." + name, share.hits(), share.total());
      });
      table.add(cells.toArray(Cell[]::new));
    }
    return table;
  }
}
