package dev.keeptrail.gateway.console;

import static dev.keeptrail.gateway.html.Html.all;
import static dev.keeptrail.gateway.html.Html.attr;
import static dev.keeptrail.gateway.html.Html.el;
import static dev.keeptrail.gateway.html.Html.style;
import static dev.keeptrail.gateway.html.Html.text;

import dev.keeptrail.gateway.html.Node;
import dev.keeptrail.ledger.PrintableText;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.PolicyResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way of one exchange through the chain, from the caller down to what became of it: a box for
 * each policy in each phase, one for the provider. A picture of the table beside it.
 */
final class ChainDiagram {
  private static final int WIDTH = 340;
  private static final int BOX = 300;
  private static final int HEIGHT = 46;
  private static final int GAP = 16;
  private static final int TITLE = 26;
  private static final int NAME = 34;
  private static final int DETAIL = 46;

  /** More policies than a picture can show. */
  private static final int MOST = 60;

  private final DecisionEvent event;
  private final List<Node> shapes = new ArrayList<>();
  private int y = 2;

  private ChainDiagram(DecisionEvent event) {
    this.event = event;
  }

  static Node of(DecisionEvent event) {
    return new ChainDiagram(event).draw();
  }

  private Node draw() {
    box("end", "Request", event.route());
    String phase = "";
    boolean asked = false;
    for (PolicyResult result : event.policyResults().stream().limit(MOST).toList()) {
      if (!result.phase().equals(phase)) {
        if (phase.equals("input") && !asked) {
          provider();
          asked = true;
        }
        phase = result.phase();
        title(phase);
      }
      line();
      policy(result);
    }
    if (!asked) {
      provider();
    }
    line();
    box(
        "end " + Shown.verdictClass(event.verdict()),
        event.outcome().word().replace('_', ' '),
        "HTTP " + event.httpStatus());
    return el(
        "svg",
        style("chain"),
        attr("viewBox", "0 0 " + WIDTH + " " + (y + 2)),
        attr("width", WIDTH),
        attr("height", y + 2L),
        attr("role", "img"),
        attr("aria-labelledby", "chain-title"),
        el(
            "title",
            attr("id", "chain-title"),
            text(
                "The chain: %d results, over all %s; the table of policies says the same"
                    .formatted(event.policyResults().size(), event.verdict()))),
        all(shapes));
  }

  private void policy(PolicyResult result) {
    boolean shadow = result.mode().equals("shadow");
    boolean ran = result.status().equals("evaluated");
    String said = shadow ? "shadow: " + result.verdict() : ran ? result.action() : result.status();
    String kind = ran ? Shown.verdictClass(shadow ? result.verdict() : result.action()) : "skipped";
    box(
        kind + (shadow ? " shadow" : ""),
        result.policy(),
        ran ? said + " · " + result.reasonCode() : said);
  }

  private void provider() {
    DecisionEvent.@Nullable Upstream upstream = event.upstream();
    line();
    if (upstream == null) {
      String why = DecisionEvent.CACHE_HIT.equals(event.cache()) ? "answer kept" : "not asked";
      box("provider skipped", event.provider(), why);
      return;
    }
    String answer = upstream.error() == null ? "HTTP " + upstream.status() : upstream.error();
    answer = upstream.simulated() ? "simulated" : answer;
    box(
        "provider",
        event.provider(),
        answer + " · " + Shown.duration(event.latency().upstreamMicros()));
  }

  private void title(String phase) {
    y += TITLE;
    shapes.add(label("phase", 20, y - 4L, "phase " + phase));
  }

  private void line() {
    shapes.add(
        el(
            "path",
            style("way"),
            attr("d", "M%1$d %2$d v%3$d m-4 -5 l4 5 l4 -5".formatted(WIDTH / 2, y, GAP))));
    y += GAP;
  }

  private void box(String kind, String name, String detail) {
    shapes.add(
        el(
            "rect",
            style("box " + kind),
            attr("x", 20),
            attr("y", y),
            attr("width", BOX),
            attr("height", HEIGHT),
            attr("rx", 6)));
    shapes.add(label("name", 32, y + 19L, Shown.cut(PrintableText.of(name), NAME)));
    shapes.add(label("detail", 32, y + 36L, Shown.cut(PrintableText.of(detail), DETAIL)));
    y += HEIGHT;
  }

  private static Node label(String kind, long x, long y, String words) {
    return el("text", style(kind), attr("x", x), attr("y", y), text(words));
  }
}
