package dev.keeptrail.gateway.console;

import static dev.keeptrail.gateway.console.Definitions.section;
import static dev.keeptrail.gateway.console.Definitions.table;
import static dev.keeptrail.gateway.html.Html.all;
import static dev.keeptrail.gateway.html.Html.attr;
import static dev.keeptrail.gateway.html.Html.el;
import static dev.keeptrail.gateway.html.Html.said;
import static dev.keeptrail.gateway.html.Html.style;
import static dev.keeptrail.gateway.html.Html.text;

import dev.keeptrail.gateway.archive.ProofStatus;
import dev.keeptrail.gateway.html.Node;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that one entry of the trail says, and where it leads. Stateless. */
public final class OneEntryPage {
  /** A notice of a pruning can name very many numbers; the JSON has all of them. */
  private static final int MOST_SHOWN = 4_000;

  private OneEntryPage() {}

  /**
   * The page.
   *
   * @param before what was in force before a pack was loaded; null for none, and for other entries
   */
  public static Page of(
      AdministrativeEvent entry, ProofStatus proof, @Nullable AdministrativeEvent before) {
    return new Page(
        "Entry " + entry.id(),
        Page.Section.TRAIL,
        all(
            Stream.of(
                summary(entry),
                links(entry, before),
                section("Details", details(entry.details())),
                section("Proof", ProofView.of(proof)),
                more(entry))));
  }

  private static Node summary(AdministrativeEvent entry) {
    return new Definitions()
        .add("Time", Shown.zoned(entry.timestamp()))
        .add("Action", said(entry.action()))
        .add("By", said(entry.actor().kind() + " " + entry.actor().name()))
        .add("What", said(entry.subject()))
        .list();
  }

  private static Node details(Map<String, String> details) {
    return table(
        "What the entry says besides",
        List.of("Name", "Value"),
        details.entrySet().stream()
            .map(one -> List.of(said(one.getKey()), said(Shown.cut(one.getValue(), MOST_SHOWN)))));
  }

  private static Node links(AdministrativeEvent entry, @Nullable AdministrativeEvent before) {
    List<Node> links = new ArrayList<>();
    String subject = entry.subject();
    if (before != null) {
      links.add(changed(entry, before));
    }
    if (entry.action().startsWith("escalation.")) {
      links.add(link(EscalationsPage.url(subject), "The escalation"));
    }
    if (entry.action().startsWith("token.")) {
      links.add(
          link(
              Filter.none().with("key", subject).url("/console/events"), "Requests with this key"));
    }
    for (String name : List.of("event_id", "used_by_event")) {
      String id = entry.details().get(name);
      if (id != null) {
        links.add(
            link(
                "/console/events/" + Filter.encoded(id),
                name.equals("event_id") ? "The decision" : "The request that used it"));
      }
    }
    links.add(
        link(
            Filter.none().with("subject", subject).url(EntriesPage.PATH),
            "All entries about the same"));
    return el("ul", style("links"), all(links.stream().map(one -> el("li", one))));
  }

  private static Node changed(AdministrativeEvent entry, AdministrativeEvent before) {
    String was = before.details().getOrDefault("digest", "");
    String is = entry.details().getOrDefault("digest", "");
    if (was.equals(is)) {
      return text("The same plan was in force before.");
    }
    return link(
        Filter.none().with("compare", was).with("with", is).url("/console/packs"),
        "What changed from version "
            + Shown.nameText(before.details().getOrDefault("version", "")));
  }

  private static Node link(String url, String words) {
    return el("a", attr("href", url), text(words));
  }

  private static Node more(AdministrativeEvent entry) {
    return el(
        "p",
        el("a", attr("href", url(entry.id()) + "/json"), text("As JSON")),
        text(". On the command line: "),
        el("code", text("kt events show " + entry.id())),
        text(", "),
        el("code", text("kt ledger prove " + entry.id())));
  }

  /** Where an entry is looked at. */
  static String url(String id) {
    return EntriesPage.PATH + "/" + Filter.encoded(id);
  }
}
