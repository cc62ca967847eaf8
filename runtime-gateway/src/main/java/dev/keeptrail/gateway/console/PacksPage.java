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

import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.gateway.html.Node;
import dev.keeptrail.gateway.serving.Packs;
import dev.keeptrail.gateway.serving.ReloadRecord;
import dev.keeptrail.gateway.serving.Reloader;
import dev.keeptrail.gateway.serving.Serving;
import dev.keeptrail.language.diff.Change;
import dev.keeptrail.language.diff.PlanDiff;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.ledger.PrintableText;
import dev.keeptrail.ledger.Tally;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which pack is in force, which were, and what differs between them. Stateless. */
public final class PacksPage {
  private PacksPage() {}

  /**
   * The page.
   *
   * @param recorded counts by pack of all there is in the ledger
   * @param compared two packs, where somebody asks how they differ
   * @param audits whether it may be said who had packs reloaded
   */
  public static Page of(
      Packs<Serving> serving,
      @Nullable Reloader reloader,
      List<Tally> recorded,
      ComparedPacks compared,
      boolean audits) {
    List<ReloadRecord> reloads = reloader == null ? List.of() : reloader.history();
    return new Page(
        "Packs",
        Page.Section.PACKS,
        all(
            Stream.of(
                section("In force", inForce(serving.common())),
                all(
                    serving.ofGroups().entrySet().stream()
                        .map(one ->
                            section(
                                "In force for the group " + PrintableText.of(one.getKey()),
                                inForce(one.getValue())))),
                compared instanceof ComparedPacks.NotAsked
                    ? none()
                    : section("Difference", difference(compared)),
                section("On record", recorded(recorded, serving)),
                section("Reloads", reloads(reloads, audits)))));
  }

  private static Node inForce(Serving serving) {
    PackPlan plan = serving.program().plan();
    PolicyKinds kinds = PolicyKinds.installed();
    return all(
        Stream.of(
            new Definitions()
                .add("Pack", said(plan.pack().name() + " " + plan.pack().version()))
                .add("Enabled", text(plan.pack().enabled() ? "yes" : "no: nothing is evaluated"))
                .add("Plan", el("code", style("hash"), text(serving.program().planDigest())))
                .add("Since", Shown.zoned(serving.since()))
                .add(
                    "Signed by",
                    said(serving.signers().isEmpty() ? null : String.join(", ", serving.signers())))
                .list(),
            table(
                "The chain, in order",
                List.of("Policy", "Kind", "Phases", "Mode"),
                plan.chain().stream().map(policy -> policy(policy, kinds)))));
  }

  private static List<Node> policy(PolicyPlan policy, PolicyKinds kinds) {
    return List.of(
        said(policy.name()),
        said(policy.kind()),
        text(phases(policy, kinds).map(Phase::word).collect(Collectors.joining(", "))),
        text(policy.mode().word()));
  }

  /** Those that the pack names, or else all of its kind, in the order in which they come. */
  private static Stream<Phase> phases(PolicyPlan policy, PolicyKinds kinds) {
    return policy.phases().isEmpty()
        ? kinds.find(policy.kind()).stream()
            .flatMap(kind -> kind.schema().phases().stream())
            .sorted()
        : policy.phases().stream().sorted();
  }

  private static Node recorded(List<Tally> tallies, Packs<Serving> serving) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (Tally tally : tallies) {
      entries.merge(
          tally.name(), new Entry(tally.from(), tally.last(), tally.events()), Entry::plus);
    }
    List<Map.Entry<String, Entry>> sorted = new ArrayList<>(entries.entrySet());
    sorted.sort((one, other) -> other.getValue().last().compareTo(one.getValue().last()));
    Set<String> current =
        serving.byGroup().values().stream()
            .map(one -> one.program().planDigest())
            .collect(Collectors.toSet());
    return table(
        "Packs that decided, the last first; times are those of whole hours",
        List.of("Pack", "Plan", "First", "Last", "Requests", "State"),
        sorted.stream()
            .limit(100)
            .map(entry -> {
              String[] words = entry.getKey().split(" ", 3);
              String digest = words.length == 3 ? words[2] : "";
              return List.of(
                  said(words.length == 3 ? words[0] + " " + words[1] : entry.getKey()),
                  el("code", style("hash"), said(digest)),
                  Shown.time(entry.getValue().first()),
                  Shown.time(entry.getValue().last()),
                  text(Shown.count(entry.getValue().events())),
                  current.contains(digest)
                      ? el("span", style("amount"), text("in force"))
                      : el(
                          "a",
                          style("amount"),
                          attr("href", "/console/packs?compare=" + Filter.encoded(digest)),
                          text("compare")));
            }));
  }

  private record Entry(Instant first, Instant last, long events) {
    private Entry plus(Entry other) {
      return new Entry(
          first.isBefore(other.first) ? first : other.first,
          last.isAfter(other.last) ? last : other.last,
          events + other.events);
    }
  }

  private static Node difference(ComparedPacks compared) {
    return switch (compared) {
      case ComparedPacks.NotAsked _ -> none();
      case ComparedPacks.NotKept(String digest) ->
          el(
              "p",
              text("The pack with the plan "),
              el("code", style("hash"), said(digest)),
              text(" was not kept. "),
              el("code", text("kt policy diff")),
              text(" compares files."));
      case ComparedPacks.Unreadable(String digest, String problem) ->
          el(
              "p",
              style("problem"),
              text("The plan "),
              el("code", style("hash"), said(digest)),
              text(" is kept, and this version of Keeptrail cannot read it: "),
              said(problem));
      case ComparedPacks.Compared(String before, String after, PlanDiff diff) -> {
        Node between = el("p", text("From "), said(before), text(" to "), said(after), text("."));
        yield all(
            List.of(
                between,
                diff.isSame()
                    ? el("p", text("Both mean the same."))
                    : table(
                        "What the later pack means otherwise",
                        List.of("What", "Name", "Setting", "Change", "Before", "After"),
                        diff.changes().stream().map(PacksPage::change))));
      }
    };
  }

  private static List<Node> change(Change change) {
    return List.of(
        text(change.subject().word()),
        said(change.name()),
        said(change.path()),
        text(change.sort().word()),
        el("code", style("before"), said(change.before())),
        el("code", style("after"), said(change.after())));
  }

  private static Node reloads(List<ReloadRecord> reloads, boolean audits) {
    if (reloads.isEmpty()) {
      return el("p", style("empty"), text("None since this gateway started."));
    }
    return table(
        "The last first",
        audits
            ? List.of("Time (UTC)", "How", "By", "Outcome", "Problem")
            : List.of("Time (UTC)", "How", "Outcome", "Problem"),
        reloads.stream().map(reload -> reload(reload, audits)));
  }

  private static List<Node> reload(ReloadRecord reload, boolean audits) {
    List<Node> cells = new ArrayList<>();
    cells.add(Shown.time(reload.at()));
    cells.add(text(reload.cause()));
    if (audits) {
      cells.add(by(reload.by()));
    }
    cells.add(text(reload.refused() ? "refused" : reload.changed() ? "replaced" : "unchanged"));
    cells.add(reload.problem() == null ? none() : el("pre", said(reload.problem())));
    return cells;
  }

  /** Nobody but the gateway's own operator sends signals, changes its files and has its token. */
  private static Node by(@Nullable Actor by) {
    return by == null ? text("the gateway's operator") : said(by.kind() + " " + by.name());
  }
}
