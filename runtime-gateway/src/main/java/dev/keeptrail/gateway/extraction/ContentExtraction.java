package dev.keeptrail.gateway.extraction;

import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.Counters;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.engine.kind.bundled.ContentExtractor;
import dev.keeptrail.gateway.extraction.Page.Outcome;
import dev.keeptrail.gateway.provider.Recall;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.plan.PolicyPlan;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.LongConsumer;
import java.util.function.ObjLongConsumer;

/**
 * Fetches the pages that a request names, as the {@code content-extractor} policies of the pack
 * say. One in shadow mode fetches nothing, because every policy judges what is fetched.
 * Thread-safe.
 */
public final class ContentExtraction {
  /** How many pages of one request are fetched. */
  private static final int MAX_PAGES = 8;

  /** How many addresses of one request are looked at. */
  private static final int MAX_LINKS = 1_000;

  /** How many pages are fetched at the same time, for all requests together. */
  private static final int AT_ONCE = 64;

  private static final String MARK = "page.";

  /** Nothing is ever fetched. */
  public static final ContentExtraction NONE = new ContentExtraction(List.of());

  private final List<Asked> asked;

  private ContentExtraction(List<Asked> asked) {
    this.asked = List.copyOf(asked);
  }

  /** What one policy asks for; a page that several ask for is fetched as the first of them says. */
  private record Asked(PageRound round, LongConsumer times) {}

  /**
   * What the plan asks for.
   *
   * @param times told for which policy pages were fetched, and how long it took in nanoseconds
   */
  public static ContentExtraction of(PackPlan plan, Reach reach, ObjLongConsumer<String> times) {
    var places = new Semaphore(AT_ONCE);
    List<Asked> asked =
        plan.chain().stream()
            .filter(policy -> policy.kind().equals(ContentExtractor.NAME))
            .filter(policy -> policy.mode() == PolicyMode.ENFORCE)
            .filter(ContentExtraction::fetches)
            .map(policy ->
                new Asked(
                    round(config(policy), reach, places),
                    nanos -> times.accept(policy.name(), nanos)))
            .toList();
    return asked.isEmpty() || !plan.pack().enabled() ? NONE : new ContentExtraction(asked);
  }

  private static PageRound round(ContentExtractor.Config config, Reach reach, Semaphore places) {
    return new PageRound(
        new PageFetcher(reach),
        new ListedHosts(config.allowHosts()),
        config.maxBytes(),
        Duration.ofMillis(config.timeoutMillis()),
        places);
  }

  private static boolean fetches(PolicyPlan policy) {
    ContentExtractor.Config config = config(policy);
    return config.fetches() && !config.allowHosts().isEmpty();
  }

  private static ContentExtractor.Config config(PolicyPlan policy) {
    var kind = new ContentExtractor();
    return kind.configure(new Settings(kind.schema(), policy.settings()));
  }

  /** One address, and the text that names it first. */
  record Named(URI address, Location location) {}

  /**
   * Fetches what these texts name. Never throws for what is out there.
   *
   * @param recall called once nobody waits for it any more; then what has not come is given up
   */
  public Extracted extract(List<Segment> texts, Recall recall) {
    if (asked.isEmpty()) {
      return Extracted.NOTHING;
    }
    Map<URI, Location> named = new LinkedHashMap<>();
    int seen = 0;
    boolean overlooked = false;
    for (Segment text : texts) {
      for (URI link : Links.in(text.text(), MAX_LINKS - seen)) {
        seen++;
        if (asked.stream().anyMatch(one -> one.round().hosts().find(link).isPresent())) {
          named.putIfAbsent(link, text.location());
        }
      }
      if (seen >= MAX_LINKS) {
        overlooked = true;
        break;
      }
    }
    return named.isEmpty() && !overlooked ? Extracted.NOTHING : fetch(named, overlooked, recall);
  }

  private Extracted fetch(Map<URI, Location> named, boolean overlooked, Recall recall) {
    List<Named> wanted = new ArrayList<>();
    named.forEach((address, location) -> wanted.add(new Named(address, location)));
    List<Named> left = new ArrayList<>(wanted.subList(0, Math.min(MAX_PAGES, wanted.size())));
    Map<String, String> marks = new LinkedHashMap<>();
    List<Segment> documents = new ArrayList<>();
    int failed = wanted.size() - left.size() + (overlooked ? 1 : 0);
    boolean more = failed > 0;
    for (Asked one : asked) {
      List<Named> own =
          left.stream()
              .filter(page -> one.round().hosts().find(page.address()).isPresent())
              .toList();
      left.removeAll(own);
      List<Page> pages = own.isEmpty() ? List.of() : fetch(one, own, recall);
      for (int at = 0; at < pages.size(); at++) {
        Page page = pages.get(at);
        marks.put(MARK + marks.size(), page.record());
        if (page.isRead()) {
          documents.add(new Segment(in(own.get(at).location()), page.text()));
        } else {
          failed++;
        }
      }
    }
    if (more) {
      marks.put(MARK + "more", Outcome.TOO_MANY.word());
    }
    List<Fact> facts =
        List.of(
            Counters.fact(Counters.PAGES, documents.size()),
            Counters.fact(Counters.PAGES_FAILED, failed));
    return new Extracted(documents, facts, marks);
  }

  private static List<Page> fetch(Asked one, List<Named> wanted, Recall recall) {
    long start = System.nanoTime();
    List<Page> pages = one.round().fetch(wanted, recall);
    one.times().accept(System.nanoTime() - start);
    return pages;
  }

  /** A page counts as said by whoever names it. */
  private static Location in(Location naming) {
    return new Location(Channel.DOCUMENT, naming.role(), naming.index(), naming.pointer());
  }
}
