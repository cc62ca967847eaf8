package dev.keeptrail.gateway.console;

import static dev.keeptrail.gateway.console.Definitions.section;
import static dev.keeptrail.gateway.html.Html.all;
import static dev.keeptrail.gateway.html.Html.attr;
import static dev.keeptrail.gateway.html.Html.el;
import static dev.keeptrail.gateway.html.Html.none;
import static dev.keeptrail.gateway.html.Html.style;
import static dev.keeptrail.gateway.html.Html.text;

import dev.keeptrail.gateway.console.OverviewFigures.Range;
import dev.keeptrail.gateway.console.OverviewFigures.Slot;
import dev.keeptrail.gateway.html.Node;
import dev.keeptrail.ledger.LatencyScale;
import dev.keeptrail.ledger.Tally;
import dev.keeptrail.ledger.TallyKind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** How much there was, what was decided, how long it took and what it cost. Stateless. */
public final class OverviewPage {
  private static final int TOP = 8;
  private static final int LONGEST_LINKED = 256;
  private static final List<String> VERDICTS = List.of("allow", "redact", "escalate", "block");

  /** A class of its own in pictures; no verdict has this name. */
  private static final String OTHER = "other";

  private OverviewPage() {}

  public static Page of(OverviewFigures figures) {
    return new Page(
        "Overview",
        Page.Section.OVERVIEW,
        all(
            Stream.of(
                ranges(figures.range()),
                headlines(figures),
                requests(figures.slots()),
                el("div", style("columns"), latency(figures.slots()), cost(figures.slots())),
                el(
                    "div",
                    style("columns"),
                    all(OverviewFigures.TOPS.stream().map(kind -> top(kind, figures)))))));
  }

  private static Node ranges(Range chosen) {
    return el(
        "nav",
        style("tabs"),
        attr("aria-label", "Time range"),
        el(
            "ul",
            all(
                Stream.of(Range.values())
                    .map(range -> {
                      String url = "/console/overview?range=" + range.word();
                      return el(
                          "li",
                          range == chosen
                              ? el(
                                  "a",
                                  attr("href", url),
                                  attr("aria-current", "true"),
                                  text(range.word()))
                              : el("a", attr("href", url), text(range.word())));
                    }))));
  }

  private static Node headlines(OverviewFigures figures) {
    long events = sum(figures, Slot::all);
    long unpriced = sum(figures, Slot::unpriced);
    return el(
        "dl",
        style("headlines"),
        headline("Requests", Shown.count(events)),
        all(
            verdicts(figures.slots()).stream()
                .map(verdict ->
                    headline(verdict, Shown.count(sum(figures, slot -> events(slot, verdict)))))),
        headline("p50", events == 0 ? "none" : Shown.duration(figures.percentile(0.5))),
        headline("p95", events == 0 ? "none" : Shown.duration(figures.percentile(0.95))),
        headline("Tokens", Shown.count(sum(figures, Slot::tokens))),
        headline(
            "Cost",
            Shown.usd(sum(figures, Slot::microUsd)),
            unpriced == 0
                ? none()
                : el(
                    "dd",
                    style("beside"),
                    text("and " + Shown.count(unpriced) + " without a price"))));
  }

  private static long sum(OverviewFigures figures, ToLongFunction<Slot> of) {
    return figures.slots().stream().mapToLong(of).sum();
  }

  private static Node headline(String name, String value) {
    return headline(name, value, none());
  }

  private static Node headline(String name, String value, Node beside) {
    return el("div", el("dt", text(name)), el("dd", text(value)), beside);
  }

  /** Those that there are, and one for all others where a newer build has decided so. */
  private static List<String> verdicts(List<Slot> slots) {
    return slots.stream().allMatch(slot -> events(slot, OTHER) == 0)
        ? VERDICTS
        : Stream.concat(VERDICTS.stream(), Stream.of(OTHER)).toList();
  }

  private static long events(Slot slot, String verdict) {
    return verdict.equals(OTHER)
        ? slot.all() - VERDICTS.stream().mapToLong(one -> events(slot, one)).sum()
        : slot.events().getOrDefault(verdict, 0L);
  }

  private static Node requests(List<Slot> slots) {
    List<String> verdicts = verdicts(slots);
    return new BarChart(
            "Requests by verdict",
            verdicts.stream().map(verdict -> new BarChart.Part(verdict, verdict)).toList(),
            slots.stream()
                .map(slot ->
                    new BarChart.Bar(
                        Shown.minute(slot.from()),
                        verdicts.stream().map(verdict -> (double) events(slot, verdict)).toList()))
                .toList(),
            value -> Shown.count(Math.round(value)),
            BarChart.WHOLE)
        .figure();
  }

  /** The lower part is the median, what stands on it is what is missing to the 95th percentile. */
  private static Node latency(List<Slot> slots) {
    return new BarChart(
            "Time for a request",
            List.of(new BarChart.Part("median", "p50"), new BarChart.Part("slow", "more to p95")),
            slots.stream()
                .map(slot -> {
                  double median = LatencyScale.percentile(slot.latencies(), 0.5);
                  double slow = LatencyScale.percentile(slot.latencies(), 0.95);
                  return new BarChart.Bar(
                      Shown.minute(slot.from()), List.of(median, slow - median));
                })
                .toList(),
            value -> Shown.duration(Math.round(value)),
            BarChart.HALF)
        .figure();
  }

  private static Node cost(List<Slot> slots) {
    return new BarChart(
            "Cost",
            List.of(new BarChart.Part("cost", "US dollars")),
            slots.stream()
                .map(slot ->
                    new BarChart.Bar(Shown.minute(slot.from()), List.of(slot.microUsd() / 1e6)))
                .toList(),
            value -> Shown.usd(Double.valueOf(value)),
            BarChart.HALF)
        .figure();
  }

  private static Node top(TallyKind kind, OverviewFigures figures) {
    Map<String, Long> events = new TreeMap<>();
    Map<String, Long> cost = new TreeMap<>();
    for (Tally tally : figures.tops().getOrDefault(kind, List.of())) {
      events.merge(tally.name(), tally.events(), Long::sum);
      cost.merge(tally.name(), tally.microUsd(), Long::sum);
    }
    long most = events.values().stream().mapToLong(Long::longValue).max().orElse(1);
    String title =
        switch (kind) {
          case REASON -> "Reasons";
          case POLICY -> "Deciding policies";
          case MODEL -> "Models";
          case PROVIDER -> "Providers";
          case PACK -> "Packs";
          case LATENCY -> "Times";
        };
    return section(
        title,
        Definitions.table(
            title + ", the most frequent first",
            List.of("Name", "Requests", "Share", "Cost"),
            events.entrySet().stream()
                .sorted(
                    Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(TOP)
                .map(one ->
                    List.of(
                        named(kind, one.getKey(), figures.range()),
                        text(Shown.count(one.getValue())),
                        bar(one.getValue(), most),
                        el(
                            "span",
                            style("amount"),
                            text(Shown.usd(cost.getOrDefault(one.getKey(), 0L))))))));
  }

  /** Leads to its events, where it is no longer than what one may look for. */
  private static Node named(TallyKind kind, String name, Range range) {
    return name.length() > LONGEST_LINKED
        ? Shown.name(name)
        : el("a", attr("href", link(kind, name, range)), Shown.name(name));
  }

  private static String link(TallyKind kind, String name, Range range) {
    return Filter.none().with(kind.word(), name).with("since", range.word()).url("/console/events");
  }

  private static Node bar(long events, long most) {
    return el(
        "svg",
        style("share"),
        attr("viewBox", "0 0 100 10"),
        attr("preserveAspectRatio", "none"),
        attr("aria-hidden", "true"),
        el(
            "rect",
            style("part cost"),
            attr("width", Math.max(1, events * 100 / most)),
            attr("height", 10)));
  }
}
