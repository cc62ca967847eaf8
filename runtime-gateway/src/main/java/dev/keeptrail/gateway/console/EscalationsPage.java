package dev.keeptrail.gateway.console;

import static dev.keeptrail.gateway.console.Definitions.table;
import static dev.keeptrail.gateway.html.Html.all;
import static dev.keeptrail.gateway.html.Html.attr;
import static dev.keeptrail.gateway.html.Html.el;
import static dev.keeptrail.gateway.html.Html.said;
import static dev.keeptrail.gateway.html.Html.style;
import static dev.keeptrail.gateway.html.Html.text;

import dev.keeptrail.gateway.html.Node;
import dev.keeptrail.ledger.escalation.Assignee;
import dev.keeptrail.ledger.escalation.Escalation;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decisions that wait for a person, or waited. Stateless. */
public final class EscalationsPage {
  static final String PATH = "/console/escalations";

  private EscalationsPage() {}

  /** The page of a gateway that keeps no queue; the events say what was escalated. */
  public static Page none() {
    return page(
        el(
            "p",
            text("This gateway keeps no queue. "),
            el("a", attr("href", "/console/events?verdict=escalate"), text("Escalated events")),
            text(" say what was withheld and who is to look at it.")));
  }

  /**
   * The page.
   *
   * @param settled whether those that are decided are among them
   * @param most how many there are at most; more are not shown
   */
  public static Page of(List<Escalation> escalations, boolean settled, int most) {
    return page(
        all(
            Stream.of(
                el(
                    "nav",
                    style("tabs"),
                    attr("aria-label", "States"),
                    el(
                        "ul",
                        el("li", tab("waiting", PATH, !settled)),
                        el("li", tab("all", PATH + "?show=all", settled)))),
                escalations.isEmpty()
                    ? el("p", style("empty"), text(settled ? "None yet." : "Nothing waits."))
                    : list(escalations, settled, most))));
  }

  private static Page page(Node content) {
    return new Page("Escalations", Page.Section.ESCALATIONS, content);
  }

  private static Node tab(String title, String url, boolean chosen) {
    return chosen
        ? el("a", attr("href", url), attr("aria-current", "true"), text(title))
        : el("a", attr("href", url), text(title));
  }

  /** What waits has an end; of what is settled one asks who decided. */
  private static Node list(List<Escalation> escalations, boolean settled, int most) {
    String caption =
        escalations.size() < most ? "The newest first" : "The newest %d".formatted(most);
    return table(
        caption,
        List.of(
            "Since (UTC)",
            "Escalation",
            "State",
            "Reason",
            "For",
            "Claimed by",
            settled ? "Decided by" : "Until (UTC)"),
        escalations.stream().map(one -> row(one, settled)));
  }

  private static List<Node> row(Escalation one, boolean settled) {
    Escalation.Claim claim = one.claim();
    Escalation.Resolution resolution = one.resolution();
    return List.of(
        Shown.time(one.created()),
        el("a", attr("href", url(one.id())), text(one.id())),
        Shown.state(one.state()),
        said(one.draft().reasonCode()),
        said(assignee(one.draft().assignee())),
        said(claim == null ? null : claim.by()),
        settled ? said(resolution == null ? null : resolution.by()) : Shown.time(one.expires()));
  }

  static @Nullable String assignee(@Nullable Assignee assignee) {
    return assignee == null ? null : assignee.kind() + " " + assignee.name();
  }

  /** Where one of them is looked at. */
  public static String url(String id) {
    return PATH + "/" + Filter.encoded(id);
  }
}
