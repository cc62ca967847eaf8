package dev.keeptrail.gateway.console;

import static dev.keeptrail.gateway.html.Html.all;
import static dev.keeptrail.gateway.html.Html.attr;
import static dev.keeptrail.gateway.html.Html.el;
import static dev.keeptrail.gateway.html.Html.style;
import static dev.keeptrail.gateway.html.Html.text;

import dev.keeptrail.gateway.html.Node;
import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.ledger.PrintableText;
import dev.keeptrail.ledger.escalation.HeldContent;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A request and its answer as they came, for whoever has to decide about them: JSON with a line for
 * each value. Characters that hide or reorder text are spelled out. Stateless.
 */
final class HeldView {
  /** More than a person reads before deciding; the whole can be had from the command. */
  private static final int MOST_CHARACTERS = 200_000;

  private HeldView() {}

  /**
   * What is shown.
   *
   * @param why what to say where nothing is held
   */
  static Node of(Optional<HeldContent> held, String why) {
    if (held.isEmpty()) {
      return el("p", style("empty"), text(why));
    }
    Node answer =
        held.get()
            .answer()
            .map(json -> part("Answer", json))
            .orElseGet(() -> el("p", style("empty"), text("No answer was held back.")));
    return all(Stream.of(part("Request", held.get().request()), answer));
  }

  private static Node part(String title, byte[] json) {
    String shown = shown(json);
    boolean whole = shown.length() <= MOST_CHARACTERS;
    String cut =
        whole
            ? shown
            : shown.substring(
                0, shown.offsetByCodePoints(0, shown.codePointCount(0, MOST_CHARACTERS)));
    return all(
        Stream.of(
            el("h3", text(title)),
            el(
                "pre",
                style("held"),
                attr("dir", "ltr"),
                attr("tabindex", "0"),
                attr("role", "region"),
                attr("aria-label", title),
                text(cut)),
            el(
                "p",
                style("help"),
                text(
                    whole
                        ? ""
                        : "There is more: `kt escalation show ID --content` prints all of it."))));
  }

  private static String shown(byte[] json) {
    try {
      return PrintableText.ofJson(StrictJson.parse(json).toPrettyString());
    } catch (MalformedJsonException malformed) {
      return "This cannot be shown: " + malformed.problem();
    }
  }
}
