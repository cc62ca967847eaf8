package dev.keeptrail.gateway.console;

import static dev.keeptrail.gateway.html.Html.all;
import static dev.keeptrail.gateway.html.Html.attr;
import static dev.keeptrail.gateway.html.Html.el;
import static dev.keeptrail.gateway.html.Html.style;
import static dev.keeptrail.gateway.html.Html.text;

import dev.keeptrail.gateway.html.Node;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** One line of the list of events, as a row and as what the page's module makes one of. */
public final class EventRow {
  private EventRow() {}

  static Node row(StoredEvent stored) {
    DecisionEvent event = stored.event();
    return el(
        "tr",
        attr("data-id", event.id()),
        cell("time", link(event)),
        cell(
            "verdict",
            all(
                List.of(
                    Shown.verdict(event.verdict()),
                    el("span", style("undelivered"), text(undelivered(event)))))),
        cell("reason", Shown.name(event.reasonCode())),
        cell("policy", Shown.name(event.decisivePolicy())),
        cell("caller", Shown.name(caller(event))),
        cell("model", Shown.name(event.model())),
        cell("provider", Shown.name(event.provider())),
        cell("took", text(Shown.duration(event.latency().totalMicros()))));
  }

  /**
   * What became of an answer that no policy kept back, where it did not reach the caller: a verdict
   * says what policies said, and nothing of providers.
   */
  private static String undelivered(DecisionEvent event) {
    return switch (event.outcome()) {
      case UPSTREAM_ERROR, CANCELLED -> " " + event.outcome().word().replace('_', ' ');
      case DELIVERED, INPUT_BLOCKED, OUTPUT_BLOCKED, ESCALATED -> "";
    };
  }

  /** Whose key it was, or the key where it is bound to nobody; null where none is asked for. */
  private static @Nullable String caller(DecisionEvent event) {
    DecisionEvent.RecordedCaller caller = event.caller();
    if (caller == null) {
      return null;
    }
    return caller.user() == null ? caller.key() : caller.user();
  }

  private static Node link(DecisionEvent event) {
    return el(
        "a",
        attr("href", "/console/events/" + Filter.encoded(event.id())),
        Shown.time(event.timestamp()),
        el("span", style("unseen"), text(" " + event.id())));
  }

  private static Node cell(String name, Node content) {
    return el("td", style(name), content);
  }

  /** What a row of the page is made of for an event that was recorded meanwhile. */
  public static String json(StoredEvent stored) {
    DecisionEvent event = stored.event();
    String policy = event.decisivePolicy();
    String caller = caller(event);
    byte[] json =
        StrictJson.write(
            JsonNodeFactory.instance
                .objectNode()
                .put("id", event.id())
                .put("at", Shown.machineTime(event.timestamp()))
                .put("time", Shown.timeText(event.timestamp()))
                .put("verdict", event.verdict())
                .put("undelivered", undelivered(event))
                .put("reason", Shown.nameText(event.reasonCode()))
                .put("policy", policy == null ? "none" : Shown.nameText(policy))
                .put("caller", caller == null ? "none" : Shown.nameText(caller))
                .put("model", Shown.nameText(event.model()))
                .put("provider", Shown.nameText(event.provider()))
                .put("took", Shown.duration(event.latency().totalMicros())));
    return new String(json, StandardCharsets.UTF_8);
  }

  /** A row of no event, for the page's module to fill; its time is one, as HTML wants of all. */
  static Node template() {
    return el(
        "template",
        attr("id", "row"),
        el(
            "tr",
            cell("time", el("a", Shown.time(Instant.EPOCH), el("span", style("unseen")))),
            cell(
                "verdict",
                all(List.of(el("span", style("verdict")), el("span", style("undelivered"))))),
            cell("reason", el("bdi")),
            cell("policy", el("bdi")),
            cell("caller", el("bdi")),
            cell("model", el("bdi")),
            cell("provider", el("bdi")),
            cell("took", el("span"))));
  }
}
