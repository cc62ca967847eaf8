package dev.keeptrail.detectors.evaluation.score;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.Scanner;
import dev.keeptrail.detectors.evaluation.category.Categories;
import dev.keeptrail.detectors.evaluation.container.Contained;
import dev.keeptrail.detectors.evaluation.container.Container;
import dev.keeptrail.detectors.evaluation.corpus.LabelledRow;
import dev.keeptrail.detectors.evaluation.report.Cell;
import dev.keeptrail.detectors.evaluation.report.Misses;
import dev.keeptrail.detectors.evaluation.report.Report;
import dev.keeptrail.detectors.evaluation.report.Section;
import dev.keeptrail.detectors.evaluation.report.Table;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How much of what is found in a text as it stands is found when the text travels in something: a
 * string of JSON, a cell, a mail, a log. A marked value counts as kept when findings cover all of
 * what was covered before; texts with a secret or an attack when there is a finding at all.
 */
public final class ContainerReport {
  private static final int SHOWN = 300;
  private static final List<String> NAMES =
      List.of(
          "pii.name",
          "pii.location",
          "pii.organization",
          "pii.address",
          "pii.date",
          "pii.age",
          "pii.username");
  private static final List<String> SECRETS = List.of("secret");
  private static final List<String> ATTACKS = List.of("injection");

  private final Samples samples;
  private final Misses misses;
  private final Tally values = new Tally();
  private final Tally names = new Tally();
  private final Tally strays = new Tally();
  private final Tally secrets = new Tally();
  private final Tally attacks = new Tally();
  private final Tally alarms = new Tally();

  public ContainerReport(Samples samples, Misses misses) {
    this.samples = samples;
    this.misses = misses;
  }

  /** Scans the samples in every container and reports what was kept. */
  public void addTo(Report report) {
    measureMarked();
    measureTexts(DisguiseReport.SECRETS, SECRETS, secrets, true);
    measureTexts(DisguiseReport.ATTACKS, ATTACKS, attacks, true);
    measureTexts(ThroughputReport.BENIGN, ATTACKS, alarms, false);
    if (values.shares().isEmpty() && secrets.shares().isEmpty() && attacks.shares().isEmpty()) {
      return;
    }
    Section section = report.section("Containers");
    section.note(
        "Texts in which something is found as they stand, put whole into what texts travel in: the share"
            + " that is still found. Values and names are marked ones, and kept when findings cover all"
            + " that was covered before. Found anew: values where nothing was found before, to a"
            + " hundred that were found. Flagged anew: benign texts that count as attacks in the container"
            + " only, at the threshold that policies use unless they say otherwise.");
    section.table(table(report));
  }

  private void measureMarked() {
    Scanner scanner = Categories.scanner(personal());
    for (LabelledRow.Spans row : samples.marked()) {
      List<Finding> plain = Categories.findings(scanner, row.text());
      for (Container container : Container.values()) {
        hold(row, plain, container, scanner);
      }
    }
  }

  private static Set<String> personal() {
    Set<String> wanted = Categories.under(Set.of("pii", "pci", "phi"));
    wanted.retainAll(Categories.usual());
    wanted.addAll(Categories.under(NAMES));
    return wanted;
  }

  private void hold(
      LabelledRow.Spans row, List<Finding> plain, Container container, Scanner scanner) {
    Contained contained = container.of(row.text());
    List<Finding> found = Categories.findings(scanner, contained.text());
    var covered = new BitSet();
    found.forEach(finding -> covered.set(finding.start(), finding.end()));
    var before = new BitSet();
    plain.forEach(finding -> before.set(finding.start(), finding.end()));
    for (LabelledRow.Span span : row.spans()) {
      PersonalType type = PersonalType.of(span.type());
      if (type != null
          && plain.stream()
              .anyMatch(finding -> meets(finding, span) && type.accepts(finding.category()))) {
        boolean whole = isCovered(span, before, contained, covered);
        boolean named = type.all().stream().allMatch(root -> Categories.covers(NAMES, root));
        (named ? names : values).add(container.word(), whole);
        if (!whole) {
          misses.add(
              container.word(), row.place(), type.name() + " lost", excerpt(contained, span));
        }
      }
    }
    countStrays(row, contained, before, found, container);
    strays.add(
        container.word(),
        0,
        plain.stream().filter(finding -> !Categories.covers(NAMES, finding.category())).count());
  }

  private static boolean meets(Finding finding, LabelledRow.Span span) {
    return finding.start() < span.end() && span.start() < finding.end();
  }

  private static boolean isCovered(
      LabelledRow.Span span, BitSet before, Contained contained, BitSet covered) {
    for (int unit = span.start(); unit < span.end(); unit++) {
      if (before.get(unit) && covered.nextClearBit(contained.start(unit)) < contained.end(unit)) {
        return false;
      }
    }
    return true;
  }

  private void countStrays(
      LabelledRow.Spans row,
      Contained contained,
      BitSet before,
      List<Finding> found,
      Container container) {
    var mapped = new BitSet();
    before.stream().forEach(unit -> mapped.set(contained.start(unit), contained.end(unit)));
    for (Finding finding : found) {
      int next = mapped.nextSetBit(finding.start());
      if ((next < 0 || next >= finding.end()) && !Categories.covers(NAMES, finding.category())) {
        strays.add(container.word(), 1, 0);
        misses.add(
            container.word(),
            row.place(),
            "found anew as " + finding.category(),
            around(contained.text(), finding.start(), finding.end()));
      }
    }
  }

  private void measureTexts(String group, List<String> roots, Tally tally, boolean wanted) {
    Scanner scanner = Categories.scanner(Categories.under(roots));
    double least = roots.equals(ATTACKS) ? InjectionReport.DEFAULT : 0;
    Predicate<String> isFound =
        text ->
            Categories.findings(scanner, text).stream()
                .anyMatch(finding ->
                    finding.score() >= least && Categories.covers(roots, finding.category()));
    List<String> texts =
        samples.of(group).stream()
            .filter(text -> isFound.test(text) == wanted)
            .limit(SHOWN)
            .toList();
    for (Container container : Container.values()) {
      for (String text : texts) {
        tally.add(container.word(), isFound.test(container.of(text).text()));
      }
    }
  }

  private static String excerpt(Contained contained, LabelledRow.Span span) {
    return around(contained.text(), contained.start(span.start()), contained.end(span.end() - 1));
  }

  private static String around(String text, int start, int end) {
    return text.substring(Math.max(0, start - 60), start)
        + "[["
        + text.substring(start, end)
        + "]]"
        + text.substring(end, Math.min(text.length(), end + 30));
  }

  private Table table(Report report) {
    var columns = new ArrayList<String>(List.of("container"));
    columns.add("values" + count(values));
    columns.add("names, places, dates" + count(names));
    columns.add("secrets" + count(secrets));
    columns.add("attacks" + count(attacks));
    columns.add("found anew");
    columns.add("flagged anew" + count(alarms));
    var table = new Table("", columns.toArray(String[]::new));
    for (Container container : Container.values()) {
      table.add(
          Cell.of(container.word()),
          cell("values", values, container, report),
          cell("names", names, container, report),
          cell("secrets", secrets, container, report),
          cell("attacks", attacks, container, report),
          cell("strays", strays, container, report),
          cell("alarms", alarms, container, report));
    }
    return table;
  }

  private static String count(Tally tally) {
    long most = tally.shares().values().stream().mapToLong(Tally.Share::total).max().orElse(0);
    return " (%,d)".formatted(most);
  }

  private static Cell cell(String name, Tally tally, Container container, Report report) {
    Tally.Share share = tally.of(container.word());
    if (share.total() > 0) {
      report.figure(
          "container." + name + "." + container.name().toLowerCase(Locale.ROOT),
          share.hits(),
          share.total());
    }
    return Cell.plainShare(share.hits(), share.total());
  }
}
