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

import dev.keeptrail.gateway.html.Node;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventTerms;
import dev.keeptrail.ledger.export.ExportFormat;
import dev.keeptrail.ledger.export.ExportJob;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Exports that were made, and a form for another. Stateless. */
public final class ExportsPage {
  private ExportsPage() {}

  /**
   * The page.
   *
   * @param problem why an export was not made; null when none was asked for or it was
   */
  public static Page of(List<ExportJob> jobs, Session session, @Nullable String problem) {
    return new Page(
        "Exports",
        Page.Section.EXPORTS,
        all(
            Stream.of(
                problem == null
                    ? none()
                    : el("p", style("problem"), attr("role", "alert"), text(problem)),
                section("New export", form(session)),
                section("Exports", jobs.isEmpty() ? empty() : list(jobs, session)))));
  }

  private static Node empty() {
    return el("p", style("empty"), text("None yet."));
  }

  private static Node form(Session session) {
    return el(
        "form",
        style("search"),
        attr("method", "post"),
        attr("action", "/console/exports"),
        Layout.token(session),
        el(
            "div",
            style("fields"),
            field("since", "Since", "7d, or a time"),
            field("until", "Until", "now"),
            field("verdict", "Verdicts", "any; several with commas"),
            field("policy", "Policy", "any"),
            field("reason", "Reason", "any"),
            field("model", "Model", "any"),
            field("provider", "Provider", "any"),
            field("q", "Text", "anything"),
            field("user", "User", "any"),
            field("team", "Team", "any"),
            field("key", "Key", "any"),
            el(
                "div",
                el("label", attr("for", "new-format"), text("Format")),
                el(
                    "select",
                    attr("id", "new-format"),
                    attr("name", "format"),
                    all(
                        Stream.of(ExportFormat.values())
                            .map(format ->
                                el(
                                    "option",
                                    attr("value", format.word()),
                                    text(format.word()))))))),
        el("div", style("actions"), el("button", style("primary"), text("Export"))));
  }

  private static Node field(String name, String label, String placeholder) {
    return el(
        "div",
        el("label", attr("for", "new-" + name), text(label)),
        el(
            "input",
            attr("id", "new-" + name),
            attr("name", name),
            attr("placeholder", placeholder),
            attr("autocomplete", "off")));
  }

  private static Node list(List<ExportJob> jobs, Session session) {
    return table(
        "The newest first; whole files are kept for seven days",
        List.of("Made (UTC)", "Events", "Format", "Status", "Size", "Actions"),
        jobs.stream()
            .map(job ->
                List.of(
                    Shown.time(job.created()),
                    said(filter(job.filter())),
                    text(job.format().word()),
                    status(job),
                    text(Shown.count(job.bytes()) + " bytes"),
                    actions(job, session))));
  }

  private static Node status(ExportJob job) {
    return switch (job.state()) {
      case QUEUED -> text("queued");
      case RUNNING ->
          text("running: %d %%".formatted(job.position() * 100 / Math.max(1, job.last())));
      case COMPLETED ->
          text(
              Shown.count(job.events())
                  + (job.events() == 1 ? " event" : " events")
                  + (job.leftOut() == 0
                      ? ""
                      : "; without %s that cannot be read".formatted(Shown.count(job.leftOut()))));
      case FAILED -> all(List.of(text("failed: "), said(job.problem())));
      case CANCELLED -> text("cancelled");
    };
  }

  private static Node actions(ExportJob job, Session session) {
    String path = "/console/exports/" + Filter.encoded(job.id());
    return switch (job.state()) {
      case QUEUED, RUNNING -> change(path + "/cancel", "Cancel", job, session, none());
      case COMPLETED ->
          change(
              path + "/remove",
              "Remove",
              job,
              session,
              el("a", attr("href", path + "/download"), text("Download")));
      case FAILED, CANCELLED -> change(path + "/remove", "Remove", job, session, none());
    };
  }

  private static Node change(
      String action, String word, ExportJob job, Session session, Node beside) {
    return el(
        "form",
        style("inline"),
        attr("method", "post"),
        attr("action", action),
        Layout.token(session),
        beside,
        el("button", attr("aria-label", word + " export " + job.id()), text(word)));
  }

  private static String filter(EventQuery filter) {
    List<String> words = new ArrayList<>();
    EventTerms terms = filter.terms();
    add(words, "since", filter.since());
    add(words, "until", filter.until());
    add(words, "verdict", filter.verdicts().isEmpty() ? null : String.join("|", filter.verdicts()));
    add(words, "policy", filter.policy());
    add(words, "reason", terms.reason());
    add(words, "model", terms.model());
    add(words, "provider", terms.provider());
    add(words, "text", terms.text());
    add(words, "user", terms.caller().user());
    add(words, "team", terms.caller().team());
    add(words, "key", terms.caller().key());
    return words.isEmpty() ? "all" : String.join(", ", words);
  }

  private static void add(List<String> words, String name, @Nullable Object value) {
    if (value != null) {
      words.add(name + " " + value);
    }
  }
}
