package dev.keeptrail.gateway.console;

import static dev.keeptrail.gateway.console.Definitions.table;
import static dev.keeptrail.gateway.html.Html.all;
import static dev.keeptrail.gateway.html.Html.el;
import static dev.keeptrail.gateway.html.Html.said;
import static dev.keeptrail.gateway.html.Html.style;
import static dev.keeptrail.gateway.html.Html.text;

import dev.keeptrail.gateway.archive.PackText;
import dev.keeptrail.gateway.html.Node;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.PolicyResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the rules that made a decision stand, in the pack that was in force and in no other.
 * Stateless.
 */
final class PackPlaces {
  private static final int MOST = 50;
  private static final int LONGEST_LINE = 200;

  private PackPlaces() {}

  /**
   * A table of places, or why there is none.
   *
   * @param pack null where the pack was not kept
   */
  static Node of(DecisionEvent event, @Nullable PackText pack) {
    if (pack == null) {
      return unknown("The pack that was in force was not kept, so its text cannot be shown.");
    }
    return switch (pack.standing()) {
      case NOT_KEPT ->
          unknown("Of the pack that was in force the plan was kept, and not the text.");
      case UNREADABLE ->
          unknown(
              "The text of the pack that was in force was kept, and this version of Keeptrail"
                  + " cannot read it.");
      case IN_FORCE -> places(event, pack);
      case READ_OTHERWISE ->
          all(
              List.of(
                  unknown(
                      "This is the text of the pack that was in force. This version of Keeptrail"
                          + " reads it to another plan, so the places may be others."),
                  places(event, pack)));
    };
  }

  private static Node unknown(String why) {
    return el("p", style("help"), text(why));
  }

  private static Node places(DecisionEvent event, PackText pack) {
    List<List<Node>> rows = new ArrayList<>();
    event.policyResults().stream()
        .filter(PackText::matters)
        .forEach(result -> {
          for (Span place : pack.places(result.policy(), result.rules())) {
            if (rows.size() < MOST) {
              rows.add(row(result, place));
            }
          }
        });
    return table(
        "Where it stands in the pack that was in force",
        List.of("Phase", "Policy", "Verdict", "Place", "Line"),
        rows.stream());
  }

  private static List<Node> row(PolicyResult result, Span place) {
    String where = "%s:%d:%d".formatted(place.source().name(), place.line(), place.column());
    String line = place.source().lineText(place.line()).strip();
    return List.of(
        said(result.phase()),
        said(result.policy()),
        Shown.verdict(result.verdict()),
        el("code", style("place"), said(where)),
        el("code", said(Shown.cut(line, LONGEST_LINE))));
  }
}
