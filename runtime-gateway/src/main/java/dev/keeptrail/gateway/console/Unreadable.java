package dev.keeptrail.gateway.console;

import static dev.keeptrail.gateway.html.Html.attr;
import static dev.keeptrail.gateway.html.Html.el;
import static dev.keeptrail.gateway.html.Html.said;
import static dev.keeptrail.gateway.html.Html.style;
import static dev.keeptrail.gateway.html.Html.text;

import dev.keeptrail.gateway.html.Node;
import dev.keeptrail.ledger.LeftOutRecord;
import dev.keeptrail.ledger.PrintableText;
import java.util.List;
import java.util.stream.Collectors;

/** Says which records of a list cannot be read. Stateless. */
final class Unreadable {
  private static final int MOST = 20;

  private Unreadable() {}

  static Node records(List<LeftOutRecord> records) {
    return el(
        "p",
        style("problem"),
        attr("role", "alert"),
        text("Cannot be read, and not in this list: "),
        said(
            records.stream()
                    .limit(MOST)
                    .map(one ->
                        one.id().isEmpty()
                            ? "record " + one.sequence()
                            : PrintableText.beginning(one.id()))
                    .collect(Collectors.joining(", "))
                + (records.size() > MOST
                    ? " and %s more".formatted(Shown.count(records.size() - MOST))
                    : "")),
        text(
            ". `kt events show` says of each what this build cannot read, and `kt ledger verify`"
                + " whether it was changed since it was recorded."));
  }
}
