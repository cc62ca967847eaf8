package dev.keeptrail.repl.report;

import dev.keeptrail.ledger.export.HarmlessCell;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The changed decisions as comma-separated values (RFC 4180), with a line of names. */
final class ReportCsv {
  private static final List<String> NAMES =
      List.of(
          "id",
          "change",
          "verdict_before",
          "verdict_now",
          "reason_before",
          "reason_now",
          "policy_before",
          "policy_now",
          "rule_before",
          "rule_now",
          "model",
          "user",
          "open_end",
          "edits",
          "excerpt");

  private ReportCsv() {}

  static String of(ReplayReport report) {
    var out = new StringBuilder(line(NAMES));
    for (Flip flip : report.flips()) {
      out.append(
          line(
              List.of(
                  flip.id(),
                  flip.change().word(),
                  flip.baseline().verdict(),
                  flip.candidate().verdict(),
                  flip.baseline().reasonCode(),
                  flip.candidate().reasonCode(),
                  text(flip.baseline().policy()),
                  text(flip.candidate().policy()),
                  text(flip.baseline().rule()),
                  text(flip.candidate().rule()),
                  flip.model(),
                  flip.user(),
                  Boolean.toString(flip.openEnd()),
                  String.join("; ", flip.edits()),
                  flip.excerpt())));
    }
    return out.toString();
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String line(List<String> fields) {
    return fields.stream().map(ReportCsv::field).collect(Collectors.joining(",", "", "\r\n"));
  }

  /** Quoted where it has to be, and harmless to spreadsheets as in an export of events. */
  private static String field(String text) {
    String plain = HarmlessCell.ofText(text);
    boolean quoted =
        plain.contains(",") || plain.contains("\"") || plain.contains("\n") || plain.contains("\r");
    return quoted ? '"' + plain.replace("\"", "\"\"") + '"' : plain;
  }
}
