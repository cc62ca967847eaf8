package dev.keeptrail.gateway.console;

import static dev.keeptrail.gateway.html.Html.all;
import static dev.keeptrail.gateway.html.Html.attr;
import static dev.keeptrail.gateway.html.Html.el;
import static dev.keeptrail.gateway.html.Html.none;
import static dev.keeptrail.gateway.html.Html.style;
import static dev.keeptrail.gateway.html.Html.text;

import dev.keeptrail.gateway.html.Node;
import dev.keeptrail.ledger.EventPage;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The list of events, with everything by which one finds some of them. Stateless. */
public final class EventsPage {
  private static final String PATH = "/console/events";
  private static final List<String> COLUMNS =
      List.of("Time (UTC)", "Verdict", "Reason", "Policy", "Caller", "Model", "Provider", "Took");
  private static final List<String> CLASSES =
      List.of("time", "verdict", "reason", "policy", "caller", "model", "provider", "took");

  private EventsPage() {}

  /**
   * The page.
   *
   * @param page null where the filter asks for something that cannot be
   * @param last number of the last event there was before the page was read
   * @param names known names by parameter, to choose from
   * @param problem what is wrong with the filter; null when nothing is
   */
  public static Page of(
      Filter filter,
      @Nullable EventPage page,
      long last,
      Map<String, SortedSet<String>> names,
      @Nullable String problem) {
    return new Page(
        "Events",
        Page.Section.EVENTS,
        all(
            Stream.of(
                tabs(filter),
                search(filter, names),
                problem == null
                    ? none()
                    : el("p", style("problem"), attr("role", "alert"), text(problem)),
                page == null ? none() : list(filter, page, last))));
  }

  private static Node tabs(Filter filter) {
    return el(
        "nav",
        style("tabs"),
        attr("aria-label", "Verdicts"),
        el(
            "ul",
            all(
                Stream.of("", "allow", "redact", "escalate", "block")
                    .map(verdict ->
                        el(
                            "li",
                            choice(
                                filter.with("verdict", verdict).with("cursor", ""),
                                filter.get("verdict").equals(verdict),
                                verdict.isEmpty() ? "all" : verdict))))));
  }

  private static Node choice(Filter filter, boolean chosen, String title) {
    String url = filter.url(PATH);
    return chosen
        ? el("a", attr("href", url), attr("aria-current", "true"), text(title))
        : el("a", attr("href", url), text(title));
  }

  private static Node search(Filter filter, Map<String, SortedSet<String>> names) {
    return el(
        "form",
        style("search"),
        attr("method", "get"),
        attr("action", PATH),
        attr("role", "search"),
        filter.get("verdict").isEmpty()
            ? none()
            : el(
                "input",
                attr("type", "hidden"),
                attr("name", "verdict"),
                attr("value", filter.get("verdict"))),
        el(
            "div",
            style("fields"),
            field(filter, "q", "Text", "search", "anywhere", names),
            field(filter, "since", "Since", "text", "24h, or a time", names),
            field(filter, "until", "Until", "text", "now", names),
            field(filter, "reason", "Reason", "text", "any", names),
            field(filter, "policy", "Policy", "text", "any", names),
            field(filter, "model", "Model", "text", "any", names),
            field(filter, "provider", "Provider", "text", "any", names),
            field(filter, "user", "User", "text", "any", names),
            field(filter, "team", "Team", "text", "any", names),
            field(filter, "key", "Key", "text", "any", names)),
        el(
            "div",
            style("actions"),
            el("button", style("primary"), text("Find")),
            el("a", attr("href", PATH), text("Clear")),
            ranges(filter)));
  }

  private static Node ranges(Filter filter) {
    return el(
        "span",
        style("ranges"),
        attr("role", "group"),
        attr("aria-label", "Time range"),
        all(
            Stream.of("15m", "1h", "24h", "7d", "30d")
                .map(range ->
                    choice(
                        filter.with("since", range).with("until", "").with("cursor", ""),
                        filter.get("since").equals(range),
                        range))));
  }

  private static Node field(
      Filter filter,
      String name,
      String label,
      String type,
      String placeholder,
      Map<String, SortedSet<String>> names) {
    SortedSet<String> known = names.get(name);
    Node input =
        el(
            "input",
            attr("id", "by-" + name),
            attr("name", name),
            attr("type", type),
            attr("value", filter.get(name)),
            attr("placeholder", placeholder),
            attr("autocomplete", "off"),
            known == null ? attr("data-free") : attr("list", "known-" + name));
    return el(
        "div",
        el("label", attr("for", "by-" + name), text(label)),
        input,
        known == null
            ? none()
            : el(
                "datalist",
                attr("id", "known-" + name),
                all(known.stream().map(one -> el("option", attr("value", one))))));
  }

  private static Node list(Filter filter, EventPage page, long last) {
    boolean newest = filter.get("cursor").isEmpty() && filter.get("until").isEmpty();
    return all(
        Stream.of(
            newest ? live(filter, last) : none(),
            page.leftOut().isEmpty() ? none() : Unreadable.records(page.leftOut()),
            el(
                "div",
                style("scroll"),
                el(
                    "table",
                    style("events"),
                    attr("id", "events"),
                    el("caption", style("unseen"), text("Events, the newest first")),
                    el("thead", el("tr", all(head()))),
                    el("tbody", all(page.events().stream().map(EventRow::row))))),
            page.events().isEmpty() ? empty(filter, page) : none(),
            EventRow.template(),
            PageLinks.of("Pages of events", PATH, filter, page.next())));
  }

  private static List<Node> head() {
    return Stream.iterate(0, at -> at < COLUMNS.size(), at -> at + 1)
        .<Node>map(
            at -> el("th", attr("scope", "col"), style(CLASSES.get(at)), text(COLUMNS.get(at))))
        .toList();
  }

  private static Node empty(Filter filter, EventPage page) {
    return el("p", style("empty"), text(emptiness(filter, page)));
  }

  private static String emptiness(Filter filter, EventPage page) {
    if (page.next() != null) {
      return "None among those that were looked at; older ones may fit.";
    }
    return filter.asksForAll()
        ? "No event yet. Every request that this gateway decides shows up here."
        : "No event fits.";
  }

  /** What the page's module needs to add what is recorded from now on. */
  private static Node live(Filter filter, long last) {
    Filter following = filter.with("limit", "").with("after", Long.toString(last));
    return el(
        "p",
        style("live"),
        attr("data-live", following.url(PATH + "/stream")),
        el(
            "button",
            attr("id", "follow"),
            attr("type", "button"),
            attr("aria-pressed", "false"),
            attr("hidden"),
            text("Follow")),
        el("span", attr("id", "news"), attr("role", "status"), attr("aria-live", "polite")));
  }
}
