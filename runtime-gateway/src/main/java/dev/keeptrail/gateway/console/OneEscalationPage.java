package dev.keeptrail.gateway.console;

import static dev.keeptrail.gateway.console.Definitions.section;
import static dev.keeptrail.gateway.html.Html.all;
import static dev.keeptrail.gateway.html.Html.attr;
import static dev.keeptrail.gateway.html.Html.el;
import static dev.keeptrail.gateway.html.Html.none;
import static dev.keeptrail.gateway.html.Html.said;
import static dev.keeptrail.gateway.html.Html.style;
import static dev.keeptrail.gateway.html.Html.text;

import dev.keeptrail.gateway.html.Node;
import dev.keeptrail.ledger.escalation.Cover;
import dev.keeptrail.ledger.escalation.Escalation;
import dev.keeptrail.ledger.escalation.EscalationDraft;
import dev.keeptrail.ledger.escalation.HeldContent;
import dev.keeptrail.ledger.escalation.Requester;
import dev.keeptrail.ledger.escalation.Reviewer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One escalation: how it stands, what it is about, and the forms by which somebody decides. */
public final class OneEscalationPage {
  private final Escalation about;
  private final @Nullable Reviewer reviewer;
  private final @Nullable Failed failed;

  /**
   * What was asked for and not done.
   *
   * @param problem why not
   * @param note what was written along with it, so that nobody has to write it again
   */
  public record Failed(String problem, String note) {}

  private OneEscalationPage(
      Escalation about, @Nullable Reviewer reviewer, @Nullable Failed failed) {
    this.about = about;
    this.reviewer = reviewer;
    this.failed = failed;
  }

  /**
   * The page.
   *
   * @param reviewer as whom the reader decides; null where the reader may only read
   * @param held what was held back; empty where nothing is, or it is not for the reader
   * @param failed null where nothing was asked for, or it was done
   */
  public static Page of(
      Escalation about,
      @Nullable Reviewer reviewer,
      Optional<HeldContent> held,
      Session session,
      @Nullable Failed failed) {
    var page = new OneEscalationPage(about, reviewer, failed);
    return new Page(
        "Escalation " + about.id(),
        Page.Section.ESCALATIONS,
        all(
            Stream.of(
                page.problem(),
                page.standing(),
                section("Decide", page.decide(session)),
                section("What it is about", page.facts()),
                section("What was held back", HeldView.of(held, page.why())))));
  }

  private Node problem() {
    return failed == null
        ? none()
        : el(
            "p",
            style("problem"),
            attr("role", "alert"),
            attr("id", "problem"),
            text("Not done: "),
            said(failed.problem()),
            text("."));
  }

  private Node standing() {
    Escalation.Resolution resolution = about.resolution();
    return el(
        "p",
        style("summary"),
        attr("role", "status"),
        Shown.state(about.state()),
        text(" "),
        told(),
        resolution == null
            ? none()
            : all(List.of(text(" Note: "), el("q", said(resolution.reason())))));
  }

  private Node told() {
    Escalation.Claim claim = about.claim();
    Escalation.Resolution resolution = about.resolution();
    Escalation.Use use = about.use();
    Node decided =
        resolution == null
            ? text("Not decided.")
            : by("Decided by ", resolution.by(), resolution.at());
    return switch (about.state()) {
      case QUEUED -> until("Somebody is to decide until ");
      case CLAIMED ->
          claim == null
              ? none()
              : all(
                  List.of(
                      by("Claimed by ", claim.by(), claim.at()),
                      text(" "),
                      until("To be decided until ")));
      case APPROVED -> all(List.of(decided, text(" "), until("Not used yet; good until ")));
      case DENIED -> decided;
      case USED ->
          all(
              List.of(
                  decided,
                  text(" "),
                  use == null ? none() : by("Used by event ", use.eventId(), use.at())));
      case EXPIRED -> all(List.of(decided, text(" "), until("It was good until ")));
    };
  }

  private static Node by(String what, String who, Instant at) {
    return all(List.of(text(what), said(who), text(" at "), Shown.zoned(at), text(".")));
  }

  private Node until(String what) {
    return all(List.of(text(what), Shown.zoned(about.expires()), text(".")));
  }

  /** Why what was held back is not shown. */
  private String why() {
    if (reviewer == null || !reviewer.isMeantBy(about.draft().assignee())) {
      return "Those who may decide see it.";
    }
    return about.contentHeld() && !about.state().isOpen()
        ? "It was forgotten when this was settled."
        : "Nothing was held back.";
  }

  private Node decide(Session session) {
    Reviewer asking = reviewer;
    if (!about.state().isOpen()) {
      return el("p", style("empty"), text("Nothing is to be decided any more."));
    }
    if (asking == null) {
      return el(
          "p",
          style("empty"),
          text("To decide takes a key with the scope "),
          el("code", text("admin")),
          text("."));
    }
    if (!asking.isMeantBy(about.draft().assignee())) {
      return el(
          "p",
          style("empty"),
          text("This is for "),
          said(EscalationsPage.assignee(about.draft().assignee())),
          text(" to decide, and the operator."));
    }
    return new DecisionForms(about, asking, session, failed).node();
  }

  private Node facts() {
    EscalationDraft draft = about.draft();
    var facts =
        new Definitions()
            .add("Escalated by", said(draft.policy() + " in phase " + draft.phase()))
            .add("Reason", said(draft.reasonCode()))
            .add("For", said(EscalationsPage.assignee(draft.assignee())))
            .add("Requested by", requester(draft.requester()))
            .add("Model", said(draft.model()))
            .add("Route", said(draft.route()))
            .add("Pack", said(draft.pack().name() + " " + draft.pack().version()))
            .add("Since", Shown.zoned(about.created()))
            .add(
                "Event",
                el(
                    "a",
                    attr("href", "/console/events/" + Filter.encoded(draft.eventId())),
                    text(draft.eventId())));
    for (Cover cover : about.covers()) {
      facts.add(
          "Lets through",
          said("%s in phase %s, %s".formatted(cover.policy(), cover.phase(), cover.reasonCode())));
    }
    return facts.list();
  }

  private static Node requester(Requester requester) {
    List<String> words =
        Stream.of(
                named("user ", requester.user()),
                named("team ", requester.team()),
                named("key ", requester.key()))
            .filter(Objects::nonNull)
            .map(String::valueOf)
            .toList();
    return words.isEmpty()
        ? text("nobody knows: the gateway asks for no keys")
        : said(String.join(", ", words));
  }

  private static @Nullable String named(String what, @Nullable String name) {
    return name == null ? null : what + name;
  }
}
