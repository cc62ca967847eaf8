package dev.keeptrail.gateway.console;

import static dev.keeptrail.gateway.html.Html.all;
import static dev.keeptrail.gateway.html.Html.attr;
import static dev.keeptrail.gateway.html.Html.el;
import static dev.keeptrail.gateway.html.Html.none;
import static dev.keeptrail.gateway.html.Html.said;
import static dev.keeptrail.gateway.html.Html.style;
import static dev.keeptrail.gateway.html.Html.text;

import dev.keeptrail.gateway.html.Node;
import dev.keeptrail.ledger.StoredAdministrativeEvent;
import dev.keeptrail.ledger.TrailActions;
import dev.keeptrail.ledger.TrailPage;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The administrative trail: who did what, and when. Stateless. */
public final class EntriesPage {
  static final String PATH = "/console/trail";

  /** What actions begin with, as tabs: the first part of each. */
  private static final List<String> GROUPS =
      Stream.concat(Stream.of(""), TrailActions.GROUPS.stream()).toList();

  private static final List<String> COLUMNS =
      List.of("Time (UTC)", "Action", "By", "What", "Details");
  private static final List<String> CLASSES = List.of("time", "action", "by", "what", "details");

  /** Of one detail in the list; the entry has all of it. */
  private static final int MOST_SHOWN = 40;

  private static final int MOST_OF_A_DIGEST = 20;

  private static final int MOST_DETAILS = 240;

  private EntriesPage() {}

  /**
   * The page.
   *
   * @param page null where the filter asks for something that cannot be
   * @param problem what is wrong with the filter; null when nothing is
   */
  public static Page of(Filter filter, @Nullable TrailPage page, @Nullable String problem) {
    return new Page(
        "Trail",
        Page.Section.TRAIL,
        all(
            Stream.of(
                el(
                    "p",
                    style("help"),
                    text(
                        "What was done to the gateway and its ledger, and by whom. Entries are"
                            + " proved like events.")),
                tabs(filter),
                search(filter),
                problem == null
                    ? none()
                    : el("p", style("problem"), attr("role", "alert"), text(problem)),
                page == null ? none() : list(filter, page))));
  }

  private static Node tabs(Filter filter) {
    return el(
        "nav",
        style("tabs"),
        attr("aria-label", "Actions"),
        el(
            "ul",
            all(
                GROUPS.stream()
                    .map(group ->
                        el(
                            "li",
                            choice(
                                filter.with("action", group).with("cursor", ""),
                                isIn(group, filter.get("action")),
                                group.isEmpty() ? "all" : group))))));
  }

  private static boolean isIn(String group, String action) {
    return action.equals(group) || (!group.isEmpty() && action.startsWith(group + "."));
  }

  private static Node choice(Filter filter, boolean chosen, String title) {
    String url = filter.url(PATH);
    return chosen
        ? el("a", attr("href", url), attr("aria-current", "true"), text(title))
        : el("a", attr("href", url), text(title));
  }

  private static Node search(Filter filter) {
    return el(
        "form",
        style("search"),
        attr("method", "get"),
        attr("action", PATH),
        attr("role", "search"),
        el(
            "div",
            style("fields"),
            field(filter, "since", "Since", "30d, or a time"),
            field(filter, "until", "Until", "now"),
            field(filter, "action", "Action", "any"),
            field(filter, "actor", "By", "anybody"),
            field(filter, "subject", "What", "anything")),
        el(
            "div",
            style("actions"),
            el("button", style("primary"), text("Find")),
            el("a", attr("href", PATH), text("Clear"))));
  }

  private static Node field(Filter filter, String name, String label, String placeholder) {
    return el(
        "div",
        el("label", attr("for", "by-" + name), text(label)),
        el(
            "input",
            attr("id", "by-" + name),
            attr("name", name),
            attr("value", filter.get(name)),
            attr("placeholder", placeholder),
            attr("autocomplete", "off")));
  }

  private static Node list(Filter filter, TrailPage page) {
    return all(
        Stream.of(
            page.leftOut().isEmpty() ? none() : Unreadable.records(page.leftOut()),
            el(
                "div",
                style("scroll"),
                attr("role", "region"),
                attr("aria-label", "Entries of the trail"),
                attr("tabindex", "0"),
                el(
                    "table",
                    style("trail"),
                    attr("id", "trail"),
                    el("caption", style("unseen"), text("Entries of the trail, the newest first")),
                    el("thead", el("tr", all(head()))),
                    el("tbody", all(page.entries().stream().map(one -> row(filter, one)))))),
            page.entries().isEmpty()
                ? el("p", style("empty"), text(emptiness(filter, page)))
                : none(),
            PageLinks.of("Pages of the trail", PATH, filter, page.next())));
  }

  private static List<Node> head() {
    return Stream.iterate(0, at -> at < COLUMNS.size(), at -> at + 1)
        .<Node>map(
            at -> el("th", attr("scope", "col"), style(CLASSES.get(at)), text(COLUMNS.get(at))))
        .toList();
  }

  private static String emptiness(Filter filter, TrailPage page) {
    if (page.next() != null) {
      return "None among those that were looked at; older ones may fit.";
    }
    return filter.asksForAll() ? "Nothing was done yet." : "No entry fits.";
  }

  private static Node row(Filter filter, StoredAdministrativeEvent stored) {
    AdministrativeEvent entry = stored.event();
    return el(
        "tr",
        attr("data-id", entry.id()),
        cell(
            "time",
            el(
                "a",
                attr("href", OneEntryPage.url(entry.id())),
                Shown.time(entry.timestamp()),
                el("span", style("unseen"), text(" " + entry.id())))),
        cell("action", Shown.name(entry.action())),
        cell("by", all(List.of(said(entry.actor().kind()), text(" "), by(filter, entry)))),
        cell("what", narrowed(filter, "subject", entry.subject())),
        cell("details", said(Shown.cut(details(entry.details()), MOST_DETAILS))));
  }

  private static Node by(Filter filter, AdministrativeEvent entry) {
    return narrowed(filter, "actor", entry.actor().name());
  }

  /** A word that leads to all entries that have it. */
  private static Node narrowed(Filter filter, String name, String value) {
    if (value.isBlank() || filter.get(name).equals(value)) {
      return Shown.name(value);
    }
    return el(
        "a",
        attr("href", filter.with(name, value).with("cursor", "").url(PATH)),
        Shown.name(value));
  }

  private static String details(Map<String, String> details) {
    return Stream.concat(
            details.entrySet().stream().filter(one -> !isDigest(one.getValue())),
            details.entrySet().stream().filter(one -> isDigest(one.getValue())))
        .map(one -> one.getKey() + "=" + shown(one.getValue()))
        .collect(Collectors.joining("  "));
  }

  private static String shown(String value) {
    return Shown.cut(value, isDigest(value) ? MOST_OF_A_DIGEST : MOST_SHOWN);
  }

  /** What people compare and nobody reads comes last. */
  private static boolean isDigest(String value) {
    return value.startsWith("sha256:");
  }

  private static Node cell(String name, Node content) {
    return el("td", style(name), content);
  }
}
