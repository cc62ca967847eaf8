package dev.keeptrail.detectors.evaluation.score;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.Scanner;
import dev.keeptrail.detectors.evaluation.category.Categories;
import dev.keeptrail.detectors.evaluation.corpus.LabelledRow;
import dev.keeptrail.detectors.evaluation.report.Misses;
import dev.keeptrail.detectors.evaluation.report.Report;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Marked spans. Each set is scanned for the types it marks, and always for the structured ones that
 * policies look for; a finding of a type that the set never marks is neither right nor wrong.
 */
public final class SpanScorer implements Scorer<LabelledRow.Spans, SpanCounts> {
  private static final List<String> ALWAYS =
      List.of("pii.email", "pii.phone", "pii.ssn", "pii.ip", "pii.iban", "pci.card");

  private final Misses misses;
  private final Samples samples;
  private final Map<String, Set<String>> words = new TreeMap<>();
  private final Map<String, Scanner> scanners = new HashMap<>();
  private final Map<String, Set<String>> categories = new TreeMap<>();
  private final Map<String, SpanCounts> bySet = new TreeMap<>();
  private final Map<String, SpanCounts> byLanguage = new TreeMap<>();

  public SpanScorer(Misses misses, Samples samples) {
    this.misses = misses;
    this.samples = samples;
  }

  @Override
  public Class<LabelledRow.Spans> rows() {
    return LabelledRow.Spans.class;
  }

  @Override
  public void prepare(List<LabelledRow.Spans> rows) {
    var touched = new TreeSet<String>();
    for (LabelledRow.Spans row : rows) {
      touched.add(row.set());
      Set<String> marked = words.computeIfAbsent(row.set(), _ -> new TreeSet<>());
      row.spans().forEach(span -> marked.add(span.type()));
    }
    for (String set : touched) {
      Set<String> wanted = wanted(words.getOrDefault(set, Set.of()));
      categories.put(set, wanted);
      scanners.put(set, Categories.scanner(wanted));
    }
  }

  private static Set<String> wanted(Set<String> words) {
    var roots = new ArrayList<>(ALWAYS);
    for (String word : words) {
      PersonalType type = PersonalType.of(word);
      if (type != null) {
        roots.addAll(type.all());
      }
    }
    return Categories.under(roots);
  }

  @Override
  public SpanCounts judge(LabelledRow.Spans row) {
    var counts = new SpanCounts();
    @Nullable Scanner scanner = scanners.get(row.set());
    if (scanner != null) {
      List<Finding> findings = Categories.findings(scanner, row.text());
      new SpanJudge(row, findings).count(counts);
    }
    return counts;
  }

  @Override
  public void add(LabelledRow.Spans row, SpanCounts counts) {
    bySet.computeIfAbsent(row.set(), _ -> new SpanCounts()).add(counts);
    String language = row.language().isEmpty() ? "(not said)" : row.language();
    byLanguage.computeIfAbsent(row.set() + ", " + language, _ -> new SpanCounts()).add(counts);
    samples.offer(row);
    for (LabelledRow.Span span : row.spans()) {
      PersonalType type = PersonalType.of(span.type());
      if (type != null && DisguiseReport.VALUES.contains(type.name())) {
        samples.offer(type.name(), row.text().substring(span.start(), span.end()));
      }
    }
    counts
        .notes()
        .forEach(note ->
            misses.add(row.set() + " " + note.type(), row.place(), note.what(), note.text()));
  }

  @Override
  public void report(Report report) {
    bySet.forEach((set, counts) ->
        new SpanReport(set, counts, categories.getOrDefault(set, Set.of())).addTo(report));
    if (!bySet.isEmpty()) {
      SpanReport.languages(byLanguage, report);
    }
  }
}
