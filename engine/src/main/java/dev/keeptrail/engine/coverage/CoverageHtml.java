package dev.keeptrail.engine.coverage;

import dev.keeptrail.engine.coverage.PackCoverage.Branch;
import dev.keeptrail.engine.coverage.PackCoverage.Policy;
import dev.keeptrail.engine.coverage.PackCoverage.RuleLine;
import dev.keeptrail.language.source.SourceText;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Coverage as one HTML page that needs nothing else: the sources with their marks. */
public final class CoverageHtml {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --hit: #d9f2d9; --part: #fff3c4; --miss: #fbd7d7; }
      @media (prefers-color-scheme: dark) {
        :root { --hit: #143d1c; --part: #4a3c05; --miss: #4d1414; }
      }
      body { font: .9375rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem;
        padding: 0 1rem; overflow-wrap: anywhere; }
      table { border-collapse: collapse; } td, th { padding: .2rem .8rem; text-align: left; }
      pre { position: relative; overflow-x: auto; border: 1px solid #8886; padding: .5rem 0; }
      pre span { display: block; padding: 0 .8rem; white-space: pre; }
      .hit { background: var(--hit); } .part { background: var(--part); }
      .miss { background: var(--miss); }
      pre b { display: inline-block; width: 1.5em; }
      .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden;
        clip-path: inset(50%); white-space: nowrap; }
      pre :is(i, b, em) { user-select: none; }
      i { font-style: normal; opacity: .6; display: inline-block; width: 4em; text-align: right;
        margin-right: 1em; }
      @media (max-width: 45rem) {
        body { margin: 1rem auto; padding: 0 .6rem; } pre { font-size: .8rem; } i { width: 2.5em; }
        td, th { padding: .2rem .4rem; }
      }
      """;

  private CoverageHtml() {}

  public static String of(PackCoverage coverage, String pack) {
    var html = new StringBuilder();
    html.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.append(
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Coverage of ");
    html.append(escaped(pack)).append("</title>\n<style>\n").append(STYLE);
    html.append("</style>\n</head>\n<body>\n<main>\n<h1>Coverage of ").append(escaped(pack));
    html.append(String.format(Locale.ROOT, ": %.1f %%</h1>\n", coverage.percent()));
    html.append("<table>\n");
    row(html, "policies reached", coverage.policiesReached(), coverage.policies().size());
    row(html, "rules fired", coverage.rulesFired(), coverage.rules().size());
    row(html, "condition outcomes", coverage.outcomesSeen(), coverage.outcomes());
    html.append("</table>\n<h2>Policies</h2>\n<table>\n");
    for (Policy policy : coverage.policies()) {
      html.append("<tr class=\"")
          .append(policy.reached() ? "hit" : "miss")
          .append("\"><th scope=\"row\">");
      html.append(escaped(policy.name())).append("</th><td>");
      html.append(policy.reached() ? escaped(counts(policy.verdicts())) : "not reached");
      html.append("</td></tr>\n");
    }
    html.append("</table>\n");
    sources(coverage, html);
    return html.append("</main>\n</body>\n</html>\n").toString();
  }

  private static void sources(PackCoverage coverage, StringBuilder html) {
    Map<SourceText, Map<Integer, Mark>> marks = new LinkedHashMap<>();
    for (RuleLine rule : coverage.rules()) {
      Map<Integer, Mark> lines =
          marks.computeIfAbsent(rule.span().source(), _ -> new LinkedHashMap<>());
      add(lines, rule.span().line(), rule.fired() > 0 ? 1 : 0, 1, "fired " + rule.fired());
      for (Branch branch : rule.conditions()) {
        Map<Integer, Mark> own =
            marks.computeIfAbsent(branch.span().source(), _ -> new LinkedHashMap<>());
        String note =
            "column "
                + branch.span().column()
                + ": held "
                + branch.held()
                + ", failed "
                + branch.failed();
        add(own, branch.span().line(), branch.seen(), 2, note);
      }
    }
    marks.forEach((source, lines) -> source(source, lines, html));
  }

  private static void source(SourceText source, Map<Integer, Mark> marks, StringBuilder html) {
    String name = escaped(source.name());
    html.append("<h2>").append(name).append("</h2>\n");
    html.append("<p>+ seen &#160; ± in part &#160; - not seen</p>\n");
    html.append("<pre tabindex=\"0\" role=\"region\" aria-label=\"").append(name).append("\">");
    int last = source.line(source.text().length());
    for (int line = 1; line <= last; line++) {
      Mark mark = marks.get(line);
      html.append("<span");
      if (mark != null) {
        html.append(" class=\"").append(mark.style()).append("\" title=\"");
        html.append(escaped(mark.note())).append('"');
      }
      html.append("><i>").append(line).append("</i><b>");
      html.append(mark == null ? "" : mark.sign()).append("</b>");
      html.append(escaped(source.lineText(line)));
      if (mark != null) {
        html.append("<em class=\"unseen\"> (").append(escaped(mark.note())).append(")</em>");
      }
      html.append("</span>");
    }
    html.append("</pre>\n");
  }

  private static void add(Map<Integer, Mark> lines, int line, int hit, int all, String note) {
    lines.merge(line, new Mark(hit, all, note), Mark::and);
  }

  private static void row(StringBuilder html, String what, int hit, int all) {
    html.append("<tr><th scope=\"row\">")
        .append(what)
        .append("</th><td>")
        .append(hit)
        .append(" of ");
    html.append(all).append("</td></tr>\n");
  }

  private static String counts(Map<String, Long> verdicts) {
    return verdicts.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .reduce((a, b) -> a + ", " + b)
        .orElse("");
  }

  private static String escaped(String text) {
    var html = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '<' -> html.append("&lt;");
            case '>' -> html.append("&gt;");
            case '&' -> html.append("&amp;");
            case '"' -> html.append("&quot;");
            case '\'' -> html.append("&#39;");
            default -> {
              boolean control = c < 0x20 && c != '\t';
              html.appendCodePoint(control ? 0xfffd : c);
            }
          }
        });
    return html.toString();
  }

  private record Mark(int hit, int all, String note) {
    Mark and(Mark other) {
      return new Mark(hit + other.hit, all + other.all, note + "; " + other.note);
    }

    /** What the colour says, for those who do not see it. */
    char sign() {
      return hit == 0 ? '-' : hit == all ? '+' : '±';
    }

    String style() {
      return hit == 0 ? "miss" : hit == all ? "hit" : "part";
    }
  }
}
