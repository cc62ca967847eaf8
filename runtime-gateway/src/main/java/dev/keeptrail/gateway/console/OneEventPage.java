package dev.keeptrail.gateway.console;

import static dev.keeptrail.gateway.console.Definitions.section;
import static dev.keeptrail.gateway.console.Definitions.table;
import static dev.keeptrail.gateway.html.Html.all;
import static dev.keeptrail.gateway.html.Html.attr;
import static dev.keeptrail.gateway.html.Html.el;
import static dev.keeptrail.gateway.html.Html.none;
import static dev.keeptrail.gateway.html.Html.said;
import static dev.keeptrail.gateway.html.Html.style;
import static dev.keeptrail.gateway.html.Html.text;

import dev.keeptrail.gateway.archive.PackText;
import dev.keeptrail.gateway.archive.ProofStatus;
import dev.keeptrail.gateway.html.Node;
import dev.keeptrail.ledger.escalation.Escalation;
import dev.keeptrail.ledger.escalation.Reviews;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything on record of one decision. */
public final class OneEventPage {
  /** More rows than anybody reads on a page; the JSON has all. */
  private static final int MOST = 200;

  private final DecisionEvent event;
  private final ProofStatus proof;
  private final FoundContexts contexts;
  private final List<Escalation> reviews;
  private final PackOnRecord pack;

  private OneEventPage(
      DecisionEvent event,
      ProofStatus proof,
      FoundContexts contexts,
      List<Escalation> reviews,
      PackOnRecord pack) {
    this.pack = pack;
    this.event = event;
    this.proof = proof;
    this.contexts = contexts;
    this.reviews = reviews;
  }

  /**
   * The page.
   *
   * @param reviews what people were asked about it
   * @param pack what was kept of the pack that was in force
   */
  public static Page of(
      DecisionEvent event,
      ProofStatus proof,
      FoundContexts contexts,
      List<Escalation> reviews,
      PackOnRecord pack) {
    var page = new OneEventPage(event, proof, contexts, reviews, pack);
    return new Page("Event " + event.id(), Page.Section.EVENTS, page.main());
  }

  private Node main() {
    return all(
        Stream.of(
            summary(),
            el(
                "div",
                style("columns"),
                section("Chain", ChainDiagram.of(event)),
                el("div", section("Facts", facts()), section("Proof", ProofView.of(proof)))),
            event.policyResults().stream().anyMatch(PackText::matters)
                ? section("In the pack", PackPlaces.of(event, pack.text()))
                : none(),
            section("Policies", policies()),
            event.findings().isEmpty() ? none() : section("Findings", findings(), note()),
            event.redactions().isEmpty() ? none() : section("Redactions", redactions()),
            event.faults().isEmpty() ? none() : section("Faults", faults()),
            event.coverage().isEmpty() ? none() : section("Coverage", coverage()),
            more()));
  }

  private Node summary() {
    String policy = event.decisivePolicy();
    return el(
        "p",
        style("summary"),
        Shown.verdict(event.verdict()),
        text(" "),
        said(event.reasonCode()),
        policy == null ? text(": no policy objected") : all(List.of(text(" by "), said(policy))),
        text(", "),
        Shown.zoned(event.timestamp()),
        event.degraded()
            ? el("strong", style("degraded"), text(" degraded: something was not as it should be"))
            : none());
  }

  private Node provider() {
    DecisionEvent.@Nullable Upstream upstream = event.upstream();
    return upstream != null && upstream.simulated()
        ? el("span", said(event.provider()), text(", simulated: no provider was called"))
        : said(event.provider());
  }

  /** With what it says of the provider, which nobody has checked. */
  private Node packName() {
    String declared = event.upstream() == null ? "" : pack.declared(event.provider());
    Node name = said(event.pack().name() + " " + event.pack().version());
    return declared.isEmpty()
        ? name
        : all(List.of(name, text(". It declares of the provider: "), said(declared)));
  }

  private Node facts() {
    DecisionEvent.@Nullable RecordedCaller caller = event.caller();
    var facts =
        new Definitions()
            .add("Model", said(event.model()))
            .add("Provider", provider())
            .add("Route", said(event.route()))
            .add("Answer", text(event.stream() ? "streamed" : "whole"))
            .add("Outcome", text(event.outcome().word() + ", HTTP " + event.httpStatus()))
            .add("Content", text(event.transformed() ? "changed" : "not changed"))
            .add("Pack", packName())
            .add("Plan", el("code", style("hash"), text(event.pack().digest())))
            .add("Request", said(event.requestId()))
            .add("Gateway", said(event.gatewayId()));
    if (event.build() != null) {
      facts.add("Judged by", said(event.build().told()));
    }
    if (event.clientRequestId() != null) {
      facts.add("Caller's id", said(event.clientRequestId()));
    }
    if (caller != null) {
      facts.add(caller.key().startsWith("key_") ? "Key" : "Known as", said(caller.key()));
      List<String> names =
          Stream.of(caller.user(), caller.team(), caller.org(), caller.agent())
              .filter(Objects::nonNull)
              .map(String::valueOf)
              .toList();
      if (!names.isEmpty()) {
        facts.add("Caller", said(String.join(", ", names)));
      }
    }
    event.tags().forEach((name, value) -> facts.add("Tag " + name, said(value)));
    DecisionEvent.@Nullable RecordedAssignee assignee = event.assignee();
    if (assignee != null) {
      facts.add("For review by", said(assignee.kind() + " " + assignee.name()));
    }
    for (Escalation review : reviews) {
      facts.add("Review", review(review));
    }
    return all(List.of(facts.list(), figures()));
  }

  private static Node review(Escalation review) {
    return all(
        List.of(
            said(Reviews.told(review)),
            text(" "),
            el(
                "a",
                attr("href", "/console/escalations/" + Filter.encoded(review.id())),
                text("The escalation"))));
  }

  private Node figures() {
    DecisionEvent.@Nullable Usage usage = event.usage();
    DecisionEvent.@Nullable Cost cost = event.cost();
    var latency = event.latency();
    var figures =
        new Definitions()
            .add(
                "Time",
                text(
                    "%s in all: provider %s, gateway %s"
                        .formatted(
                            Shown.duration(latency.totalMicros()),
                            Shown.duration(latency.upstreamMicros()),
                            Shown.duration(latency.gatewayMicros()))));
    if (latency.heldMicros() != 0) {
      figures.add(
          "Held back",
          text("for up to " + Shown.duration(latency.heldMicros()) + " of the stream"));
    }
    if (usage != null) {
      figures.add(
          "Tokens",
          text(
              "%s in, %s out%s"
                  .formatted(
                      Shown.count(usage.inputTokens()),
                      Shown.count(usage.outputTokens()),
                      usage.estimated() ? ", estimated" : "")));
    }
    if (cost != null) {
      String of = cost.pricedAs() == null ? "" : ", at the price of " + cost.pricedAs();
      figures.add("Cost", said(Shown.usd(cost.totalUsd()) + of));
    }
    return figures.list();
  }

  private Node policies() {
    return table(
        "What each policy made of each phase",
        List.of("Phase", "Policy", "Kind", "Verdict", "Carried out", "Reason", "Rules", "Findings"),
        event.policyResults().stream()
            .limit(MOST)
            .map(result ->
                List.of(
                    said(result.phase()),
                    said(result.policy()),
                    said(result.kind()),
                    Shown.verdict(result.verdict()),
                    text(
                        result.status().equals("evaluated")
                            ? result.mode().equals("shadow") ? "nothing: shadow" : result.action()
                            : result.status()),
                    said(result.reasonCode()),
                    said(String.join(", ", result.rules())),
                    text(Integer.toString(result.findings())))));
  }

  private Node findings() {
    return table(
        "What was found, without what it is",
        List.of("Category", "Score", "Evidence", "Detector", "Place", "Characters", "Context"),
        Stream.iterate(0, at -> at < Math.min(MOST, event.findings().size()), at -> at + 1)
            .map(at -> {
              var finding = event.findings().get(at);
              return List.of(
                  said(finding.category()),
                  text(String.format(Locale.ROOT, "%.2f", finding.score())),
                  said(finding.evidence()),
                  said(finding.detector()),
                  place(finding.place()),
                  text(finding.start() + " to " + finding.end()),
                  contexts.of(finding));
            }));
  }

  private Node note() {
    return el(
        "p",
        style("help"),
        text(contexts.note()),
        event.findings().size() > MOST
            ? text(" The JSON has %s more.".formatted(Shown.count(event.findings().size() - MOST)))
            : none());
  }

  private static Node place(DecisionEvent.Place place) {
    return all(
        List.of(
            said(place.phase() + " " + place.role() + " " + place.channel()),
            el("br"),
            el("code", said(place.pointer()))));
  }

  private Node redactions() {
    return table(
        "What policies decided to mask",
        List.of("Policy", "Category", "Marker", "Place", "Characters"),
        event.redactions().stream()
            .limit(MOST)
            .map(edit ->
                List.of(
                    said(edit.policy()),
                    said(edit.category()),
                    said(edit.format()),
                    place(edit.place()),
                    text(edit.start() + " to " + edit.end()))));
  }

  private Node faults() {
    return table(
        "What failed",
        List.of("Phase", "Policy", "Source", "Problem"),
        event.faults().stream()
            .limit(MOST)
            .map(fault ->
                List.of(
                    said(fault.phase()),
                    said(fault.policy()),
                    said(fault.source()),
                    said(fault.problem()))));
  }

  private Node coverage() {
    return table(
        "How much was looked at",
        List.of("Phase", "Texts", "Characters", "Scanned", "Not scanned"),
        event.coverage().stream()
            .map(phase ->
                List.of(
                    said(phase.phase()),
                    text(Shown.count(phase.segments())),
                    text(Shown.count(phase.characters())),
                    text(Shown.count(phase.scannedCharacters())),
                    said(
                        String.join(
                            ", ",
                            phase.unscanned().stream()
                                .limit(MOST)
                                .map(part -> part.pointer() + " (" + part.reason() + ")")
                                .toList())))));
  }

  private Node more() {
    return el(
        "p",
        el(
            "a",
            attr("href", "/console/events/" + Filter.encoded(event.id()) + "/json"),
            text("As JSON")),
        text(". On the command line: "),
        el("code", text("kt events show " + event.id())),
        text(", "),
        el("code", text("kt events why " + event.id())),
        text(", "),
        el("code", text("kt ledger prove " + event.id())));
  }
}
