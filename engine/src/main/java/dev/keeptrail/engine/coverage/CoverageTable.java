package dev.keeptrail.engine.coverage;

import dev.keeptrail.engine.coverage.PackCoverage.Branch;
import dev.keeptrail.engine.coverage.PackCoverage.Policy;
import dev.keeptrail.engine.coverage.PackCoverage.RuleLine;
import dev.keeptrail.language.diagnostic.SourceFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Coverage for people: figures, and what no test exercised. */
public final class CoverageTable {
  private static final int MAX_LISTED = 50;

  private CoverageTable() {}

  public static String of(PackCoverage coverage) {
    var text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "Coverage: %.1f %%%n", coverage.percent()));
    row(text, "policies reached", coverage.policiesReached(), coverage.policies().size());
    row(text, "rules fired", coverage.rulesFired(), coverage.rules().size());
    row(text, "condition outcomes", coverage.outcomesSeen(), coverage.outcomes());
    text.append("  verdicts             ").append(counts(coverage.verdicts())).append('\n');
    for (Policy policy : coverage.policies()) {
      text.append("  policy ").append(policy.name()).append(": ");
      text.append(policy.reached() ? counts(policy.verdicts()) : "not reached").append('\n');
    }
    gaps(coverage, text);
    return text.toString().replace("\r\n", "\n");
  }

  private static void gaps(PackCoverage coverage, StringBuilder text) {
    List<String> gaps = new ArrayList<>();
    for (RuleLine rule : coverage.rules()) {
      if (rule.fired() == 0) {
        gaps.add("rule " + rule.policy() + "." + rule.name() + " never fired, " + place(rule));
      }
      for (Branch branch : rule.conditions()) {
        if (branch.seen() < 2) {
          gaps.add(gap(branch));
        }
      }
    }
    if (!gaps.isEmpty()) {
      text.append("Not exercised:\n");
      gaps.stream().limit(MAX_LISTED).forEach(gap -> text.append("  ").append(gap).append('\n'));
      if (gaps.size() > MAX_LISTED) {
        text.append("  and ").append(gaps.size() - MAX_LISTED).append(" more\n");
      }
    }
  }

  private static String gap(Branch branch) {
    String missing =
        branch.seen() == 0 ? "was never asked" : branch.held() == 0 ? "never held" : "never failed";
    return "condition " + missing + ", " + SourceFrame.place(branch.span());
  }

  private static String place(RuleLine rule) {
    return SourceFrame.place(rule.span());
  }

  private static String counts(Map<String, Long> verdicts) {
    return verdicts.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private static void row(StringBuilder text, String what, int hit, int all) {
    text.append(String.format(Locale.ROOT, "  %-20s %d of %d%n", what, hit, all));
  }
}
