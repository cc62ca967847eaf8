package dev.keeptrail.ledger.evidence;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The first page of a bundle, to be read and printed: HTML that needs nothing but itself. All that
 * is not ours is escaped. Stateless.
 */
final class CoverPage {
  private static final String STYLE =
      "body{font:.9375rem/1.5 system-ui,sans-serif;max-width:46rem;margin:3rem auto;padding:0 1rem;"
          + "color:#111;background:#fff}h1{font-size:1.6rem}h2{font-size:1.1rem;margin-top:2rem}"
          + "table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.25rem .75rem"
          + " .25rem 0;border-bottom:1px solid #ddd;vertical-align:top}td{overflow-wrap:anywhere}"
          + "td.n{text-align:right}"
          + "code{overflow-wrap:anywhere;font-size:.85em}h1,p,li{overflow-wrap:anywhere}"
          + "@media(max-width:30rem){body{margin:1rem auto}th[scope=row]{width:6rem}}"
          + "@media print{body{margin:0}}";

  private CoverPage() {}

  static byte[] of(
      EvidenceRequest request,
      EvidenceRange range,
      EvidenceCounts counts,
      List<String> gaps,
      List<String> limitations,
      String origin) {
    var page = new StringBuilder(4_096);
    page.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta http-equiv=\"content-security-policy\" content=\"default-src 'none';")
        .append(
            " style-src 'unsafe-inline'\"><meta name=\"viewport\" content=\"width=device-width,")
        .append(" initial-scale=1\"><title>Evidence bundle</title><style>")
        .append(STYLE)
        .append("</style></head><body><main>\n<h1>Evidence of recorded decisions</h1>\n<table>");
    row(page, "Why", request.reason());
    row(page, "Made", request.made() + " by " + request.maker());
    row(page, "Asked for", request.since() + " to " + request.until());
    row(page, "Events from", String.valueOf(counts.earliest()));
    row(page, "Events to", String.valueOf(counts.latest()));
    row(page, "Numbers", range.first() + " to " + range.last() + ", none left out");
    row(page, "Ledger", origin);
    row(page, "Signed with", range.size() + " records in the ledger");
    page.append("</table>\n");
    table(page, "What was decided", counts.verdicts());
    table(page, "By which policy", counts.policies());
    table(page, "For which reason", counts.reasons());
    table(page, "What was done besides", counts.actions());
    list(page, "Gaps", gaps, "None.");
    list(page, "What this does not show", limitations, "");
    page.append(
            "<h2>How to check it</h2>\n<p><code>kt evidence verify FILE --key KEYS</code>, where")
        .append(" KEYS are the ledger's public keys as you know them from somewhere else than this")
        .append(" bundle.</p>\n</main></body></html>\n");
    return page.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void row(StringBuilder page, String name, String value) {
    page.append("<tr><th scope=\"row\">")
        .append(name)
        .append("</th><td>")
        .append(escaped(value))
        .append("</td></tr>\n");
  }

  private static void table(StringBuilder page, String title, Map<String, Long> counts) {
    if (counts.isEmpty()) {
      return;
    }
    page.append("<h2>").append(title).append("</h2>\n<table>");
    counts.forEach((name, count) ->
        page.append("<tr><td>")
            .append(escaped(name))
            .append("</td><td class=\"n\">")
            .append(count)
            .append("</td></tr>\n"));
    page.append("</table>\n");
  }

  private static void list(StringBuilder page, String title, List<String> items, String nothing) {
    page.append("<h2>").append(title).append("</h2>\n");
    if (items.isEmpty()) {
      page.append("<p>").append(nothing).append("</p>\n");
      return;
    }
    page.append("<ul>");
    items.forEach(item -> page.append("<li>").append(escaped(item)).append("</li>\n"));
    page.append("</ul>\n");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
