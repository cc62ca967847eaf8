package dev.keeptrail.gateway.console;

import static dev.keeptrail.gateway.console.Definitions.table;
import static dev.keeptrail.gateway.html.Html.attr;
import static dev.keeptrail.gateway.html.Html.el;
import static dev.keeptrail.gateway.html.Html.none;
import static dev.keeptrail.gateway.html.Html.said;
import static dev.keeptrail.gateway.html.Html.style;
import static dev.keeptrail.gateway.html.Html.text;

import dev.keeptrail.gateway.console.EscalationDesk.Escalation;
import dev.keeptrail.gateway.html.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decisions that wait for a person. Stateless. */
public final class EscalationsPage {
  private EscalationsPage() {}

  /**
   * The page.
   *
   * @param escalations null where this gateway keeps no queue; the events say what was escalated
   */
  public static Page of(@Nullable List<Escalation> escalations) {
    Node content;
    if (escalations == null) {
      content =
          el(
              "p",
              text("This gateway keeps no queue. "),
              el("a", attr("href", "/console/events?verdict=escalate"), text("Escalated events")),
              text(" say what was withheld and who is to look at it."));
    } else if (escalations.isEmpty()) {
      content = el("p", style("empty"), text("Nothing waits."));
    } else {
      content = list(escalations);
    }
    return new Page("Escalations", Page.Section.ESCALATIONS, content);
  }

  private static Node list(List<Escalation> escalations) {
    return table(
        "The newest first",
        List.of("Created (UTC)", "Escalation", "Status", "Reason", "For", "Claimed by", "Expires"),
        escalations.stream()
            .map(one ->
                List.of(
                    Shown.time(one.created()),
                    el(
                        "a",
                        attr("href", "/console/events/" + Filter.encoded(one.eventId())),
                        said(one.id())),
                    said(one.status()),
                    said(one.reasonCode()),
                    said(one.assignee()),
                    said(one.claimedBy()),
                    one.expires() == null ? none() : Shown.time(one.expires()))));
  }
}
