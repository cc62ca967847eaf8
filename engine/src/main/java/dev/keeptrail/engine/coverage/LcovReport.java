package dev.keeptrail.engine.coverage;

import dev.keeptrail.engine.coverage.PackCoverage.Branch;
import dev.keeptrail.engine.coverage.PackCoverage.Policy;
import dev.keeptrail.engine.coverage.PackCoverage.RuleLine;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Coverage in the format that {@code genhtml} and editors read: policies and rules are functions. A
 * pack without rules has policies, so no report is empty: {@code lcov} refuses one that is.
 */
public final class LcovReport {
  private final Map<SourceText, Lines> files = new LinkedHashMap<>();

  private LcovReport(PackCoverage coverage) {
    for (Policy policy : coverage.policies()) {
      Span span = policy.span();
      if (span != null) {
        in(span).functions.add(new Function(span.line(), policy.name(), policy.asked()));
      }
    }
    for (RuleLine rule : coverage.rules()) {
      String name = rule.policy() + "." + rule.name();
      in(rule.span()).functions.add(new Function(rule.span().line(), name, rule.fired()));
      rule.conditions().forEach(branch -> in(branch.span()).branches.add(branch));
    }
  }

  public static String of(PackCoverage coverage) {
    var text = new StringBuilder("TN:\n");
    new LcovReport(coverage).files.forEach((source, lines) -> file(source, lines, text));
    return text.toString();
  }

  private Lines in(Span span) {
    return files.computeIfAbsent(
        span.source(), _ -> new Lines(new ArrayList<>(), new ArrayList<>()));
  }

  private static void file(SourceText source, Lines lines, StringBuilder text) {
    text.append("SF:").append(source.name().replace('\n', ' ')).append('\n');
    List<Function> functions = lines.functions();
    functions.forEach(each -> line(text, "FN", each.line() + "," + each.name()));
    functions.forEach(each -> line(text, "FNDA", each.calls() + "," + each.name()));
    line(text, "FNF", functions.size());
    line(text, "FNH", functions.stream().filter(each -> each.calls() > 0).count());
    branches(lines.branches(), text);
    lines(lines, text);
    text.append("end_of_record\n");
  }

  private static void branches(List<Branch> branches, StringBuilder text) {
    int hit = 0;
    Map<Integer, Integer> blocks = new TreeMap<>();
    for (Branch branch : branches) {
      int line = branch.span().line();
      int block = blocks.merge(line, 1, Integer::sum) - 1;
      boolean reached = branch.seen() > 0;
      line(text, "BRDA", line + "," + block + ",0," + (reached ? branch.held() : "-"));
      line(text, "BRDA", line + "," + block + ",1," + (reached ? branch.failed() : "-"));
      hit += branch.seen();
    }
    line(text, "BRF", 2 * branches.size());
    line(text, "BRH", hit);
  }

  private static void lines(Lines lines, StringBuilder text) {
    Map<Integer, Long> counts = new TreeMap<>();
    lines.functions().forEach(each -> counts.merge(each.line(), each.calls(), Math::max));
    lines
        .branches()
        .forEach(branch ->
            counts.merge(branch.span().line(), branch.held() + branch.failed(), Math::max));
    counts.forEach((line, count) -> line(text, "DA", line + "," + count));
    line(text, "LF", counts.size());
    line(text, "LH", counts.values().stream().filter(count -> count > 0).count());
  }

  private static void line(StringBuilder text, String key, Object value) {
    text.append(key).append(':').append(value).append('\n');
  }

  /** What a source holds. */
  private record Lines(List<Function> functions, List<Branch> branches) {}

  /** A policy or a rule. */
  private record Function(int line, String name, long calls) {}
}
