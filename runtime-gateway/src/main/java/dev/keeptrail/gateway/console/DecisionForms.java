package dev.keeptrail.gateway.console;

import static dev.keeptrail.gateway.html.Html.all;
import static dev.keeptrail.gateway.html.Html.attr;
import static dev.keeptrail.gateway.html.Html.el;
import static dev.keeptrail.gateway.html.Html.none;
import static dev.keeptrail.gateway.html.Html.said;
import static dev.keeptrail.gateway.html.Html.style;
import static dev.keeptrail.gateway.html.Html.text;

import dev.keeptrail.gateway.html.Node;
import dev.keeptrail.ledger.escalation.Escalation;
import dev.keeptrail.ledger.escalation.EscalationQueue;
import dev.keeptrail.ledger.escalation.EscalationQueue.Outcome;
import dev.keeptrail.ledger.escalation.Reviewer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The forms of an escalation that is not decided, for somebody it is meant for. They offer what can
 * be done; the queue says whether it is.
 */
final class DecisionForms {
  private static final String NOTE = "note";

  private final Escalation about;
  private final Reviewer reviewer;
  private final Session session;
  private final OneEscalationPage.@Nullable Failed failed;

  DecisionForms(
      Escalation about,
      Reviewer reviewer,
      Session session,
      OneEscalationPage.@Nullable Failed failed) {
    this.about = about;
    this.reviewer = reviewer;
    this.session = session;
    this.failed = failed;
  }

  Node node() {
    Escalation.Claim claim = about.claim();
    String name = reviewer.actor().name();
    boolean own = about.draft().requester().is(reviewer);
    @Nullable String claimant = claim == null ? null : claim.by();
    boolean taken = claimant != null && !claimant.equals(name);
    return all(
        Stream.of(
            el(
                "p",
                style("help"),
                text("You decide as "),
                said(name),
                text(". Who decided, when, and the note go on record.")),
            own
                ? el(
                    "p",
                    style("help"),
                    text("The request is yours: you may deny it, not approve it."))
                : none(),
            taken ? takenBy(String.valueOf(claimant)) : none(),
            claim == null && !own
                ? button("claim", "Claim", "Nobody else decides meanwhile.")
                : none(),
            claim != null && !taken
                ? button("unclaim", "Let go", "Others may claim it then.")
                : none(),
            taken ? none() : resolve(own)));
  }

  private Node takenBy(String claimant) {
    Node said =
        el("p", said(claimant), text(" looks at it. Nobody else decides until they let go."));
    return reviewer.operator()
        ? all(
            Stream.of(
                said,
                button(
                    "unclaim", "Let go for " + claimant, "For those who are not there any more.")))
        : said;
  }

  private Node button(String act, String title, String help) {
    return el(
        "form",
        style("inline act"),
        attr("method", "post"),
        attr("action", EscalationsPage.url(about.id()) + "/" + act),
        Layout.token(session),
        el("button", attr("aria-describedby", act + "-help"), said(title)),
        el("span", style("help"), attr("id", act + "-help"), text(help)));
  }

  private Node resolve(boolean own) {
    return el(
        "form",
        style("decide"),
        attr("method", "post"),
        attr("action", EscalationsPage.url(about.id()) + "/resolve"),
        Layout.token(session),
        el("label", attr("for", NOTE), text("Note: why")),
        note(),
        el(
            "div",
            style("actions"),
            own ? none() : outcome(Outcome.APPROVED, "Approve", "primary"),
            outcome(Outcome.DENIED, "Deny", "deny")));
  }

  private Node note() {
    String written = failed == null ? "" : failed.note();
    var described = attr("aria-describedby", failed == null ? "note-help" : "problem note-help");
    return all(
        Stream.of(
            el(
                "textarea",
                attr("id", NOTE),
                attr("name", NOTE),
                attr("rows", 3),
                attr("required"),
                attr("maxlength", EscalationQueue.MOST_CHARACTERS),
                described,
                text(written)),
            el(
                "p",
                style("help"),
                attr("id", "note-help"),
                text(
                    "Whoever asks later reads this. At most %,d characters."
                        .formatted(EscalationQueue.MOST_CHARACTERS)))));
  }

  private static Node outcome(Outcome outcome, String title, String looks) {
    return el(
        "button",
        style(looks),
        attr("name", "outcome"),
        attr("value", outcome.word()),
        text(title));
  }
}
