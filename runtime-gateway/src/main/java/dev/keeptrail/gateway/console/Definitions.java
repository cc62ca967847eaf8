package dev.keeptrail.gateway.console;

import static dev.keeptrail.gateway.html.Html.all;
import static dev.keeptrail.gateway.html.Html.attr;
import static dev.keeptrail.gateway.html.Html.el;
import static dev.keeptrail.gateway.html.Html.style;
import static dev.keeptrail.gateway.html.Html.text;

import dev.keeptrail.gateway.html.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Lists of terms, and tables. */
final class Definitions {
  private final List<Node> rows = new ArrayList<>();

  Definitions add(String term, Node meaning) {
    rows.add(el("div", el("dt", text(term)), el("dd", meaning)));
    return this;
  }

  Node list() {
    return el("dl", all(rows));
  }

  /** A table that scrolls by itself where it is too wide, and says so where it has no row. */
  static Node table(String caption, List<String> titles, Stream<List<Node>> rows) {
    List<Node> body =
        rows.<Node>map(row -> el("tr", all(row.stream().map(cell -> el("td", cell))))).toList();
    return el(
        "div",
        style("scroll"),
        attr("role", "region"),
        attr("aria-label", caption),
        attr("tabindex", "0"),
        el(
            "table",
            el("caption", text(caption)),
            el(
                "thead",
                el(
                    "tr",
                    all(titles.stream().map(one -> el("th", attr("scope", "col"), text(one)))))),
            el(
                "tbody",
                body.isEmpty()
                    ? el(
                        "tr", el("td", attr("colspan", titles.size()), style("none"), text("none")))
                    : all(body))));
  }

  static Node section(String title, Node... content) {
    return el("section", el("h2", text(title)), all(List.of(content)));
  }
}
