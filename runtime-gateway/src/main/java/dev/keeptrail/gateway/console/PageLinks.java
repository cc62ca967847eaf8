package dev.keeptrail.gateway.console;

import static dev.keeptrail.gateway.html.Html.attr;
import static dev.keeptrail.gateway.html.Html.el;
import static dev.keeptrail.gateway.html.Html.none;
import static dev.keeptrail.gateway.html.Html.style;
import static dev.keeptrail.gateway.html.Html.text;

import dev.keeptrail.gateway.html.Node;
import dev.keeptrail.ledger.EventPosition;
import org.jspecify.annotations.Nullable;

/** The links below a list that comes a page at a time, the newest first. */
final class PageLinks {
  private PageLinks() {}

  /**
   * @param label what the links are called for those who do not see them
   * @param next where the next page begins; null on the last one
   */
  static Node of(String label, String path, Filter filter, @Nullable EventPosition next) {
    return el(
        "nav",
        style("pages"),
        attr("aria-label", label),
        filter.get("cursor").isEmpty()
            ? none()
            : el("a", attr("href", filter.with("cursor", "").url(path)), text("Newest")),
        next == null
            ? none()
            : el(
                "a",
                attr("rel", "next"),
                attr("href", filter.with("cursor", next.cursor()).url(path)),
                text("Older")));
  }
}
