package dev.keeptrail.engine.coverage;

import dev.keeptrail.engine.coverage.PackCoverage.Branch;
import dev.keeptrail.engine.coverage.PackCoverage.RuleLine;
import dev.keeptrail.language.source.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Coverage in the format that {@code genhtml} and editors read: rules are functions. */
public final class LcovReport {
  private LcovReport() {}

  public static String of(PackCoverage coverage) {
    Map<SourceText, List<RuleLine>> files = new LinkedHashMap<>();
    for (RuleLine rule : coverage.rules()) {
      files.computeIfAbsent(rule.span().source(), _ -> new ArrayList<>()).add(rule);
    }
    var text = new StringBuilder("TN:\n");
    files.forEach((source, rules) -> file(source, rules, text));
    return text.toString();
  }

  private static void file(SourceText source, List<RuleLine> rules, StringBuilder text) {
    text.append("SF:").append(source.name().replace('\n', ' ')).append('\n');
    rules.forEach(rule -> line(text, "FN", rule.span().line() + "," + name(rule)));
    rules.forEach(rule -> line(text, "FNDA", rule.fired() + "," + name(rule)));
    line(text, "FNF", rules.size());
    line(text, "FNH", rules.stream().filter(rule -> rule.fired() > 0).count());
    branches(rules, text);
    lines(rules, text);
    text.append("end_of_record\n");
  }

  private static void branches(List<RuleLine> rules, StringBuilder text) {
    int all = 0;
    int hit = 0;
    Map<Integer, Integer> blocks = new TreeMap<>();
    for (RuleLine rule : rules) {
      for (Branch branch : rule.conditions()) {
        int line = branch.span().line();
        int block = blocks.merge(line, 1, Integer::sum) - 1;
        boolean reached = branch.seen() > 0;
        line(text, "BRDA", line + "," + block + ",0," + (reached ? branch.held() : "-"));
        line(text, "BRDA", line + "," + block + ",1," + (reached ? branch.failed() : "-"));
        all += 2;
        hit += branch.seen();
      }
    }
    line(text, "BRF", all);
    line(text, "BRH", hit);
  }

  private static void lines(List<RuleLine> rules, StringBuilder text) {
    Map<Integer, Long> counts = new TreeMap<>();
    for (RuleLine rule : rules) {
      counts.merge(rule.span().line(), rule.fired(), Math::max);
      for (Branch branch : rule.conditions()) {
        counts.merge(branch.span().line(), branch.held() + branch.failed(), Math::max);
      }
    }
    counts.forEach((line, count) -> line(text, "DA", line + "," + count));
    line(text, "LF", counts.size());
    line(text, "LH", counts.values().stream().filter(count -> count > 0).count());
  }

  private static String name(RuleLine rule) {
    return rule.policy() + "." + rule.name();
  }

  private static void line(StringBuilder text, String key, Object value) {
    text.append(key).append(':').append(value).append('\n');
  }
}
