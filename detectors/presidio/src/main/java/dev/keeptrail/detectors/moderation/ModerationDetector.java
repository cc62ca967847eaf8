package dev.keeptrail.detectors.moderation;

import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.ScanText;
import dev.keeptrail.detectors.plugin.BatchDetector;
import dev.keeptrail.detectors.plugin.Deadline;
import dev.keeptrail.detectors.service.JsonService;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Asks a service what it thinks of whole texts; what it minds is found in all of the text. */
final class ModerationDetector implements BatchDetector {
  private final Wire wire;
  private final JsonService service;
  private final Map<String, String> categories;
  private final double threshold;
  private final String version;

  /**
   * @param categories by the service's own words; whatever else it says is left out
   * @param threshold opinions below it are left out
   */
  ModerationDetector(
      Wire wire,
      JsonService service,
      Map<String, String> categories,
      double threshold,
      String version) {
    this.wire = wire;
    this.service = service;
    this.categories = Collections.unmodifiableMap(new LinkedHashMap<>(categories));
    this.threshold = threshold;
    this.version = version;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public Set<String> categories() {
    return Set.copyOf(categories.values());
  }

  /** A text is judged whole, however long it is. */
  @Override
  public int maxMatchLength() {
    return Integer.MAX_VALUE;
  }

  @Override
  public void detect(List<ScanText> texts, Deadline deadline, Sink sink)
      throws InterruptedException {
    for (int from = 0; from < texts.size(); from += wire.most()) {
      deadline.check();
      List<ScanText> asked = texts.subList(from, Math.min(texts.size(), from + wire.most()));
      byte[] answer = service.ask(wire.question(asked), deadline);
      for (Wire.Opinion opinion : wire.answer(answer, asked.size())) {
        report(from + opinion.text(), asked.get(opinion.text()), opinion, sink);
      }
    }
  }

  private void report(int place, ScanText text, Wire.Opinion opinion, Sink sink) {
    String category = categories.get(opinion.subject());
    if (category != null && opinion.score() >= threshold) {
      sink.add(
          place,
          0,
          text.text().length(),
          category,
          category.substring(category.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT),
          opinion.score(),
          Evidence.MODEL);
    }
  }

  @Override
  public void close() {
    service.close();
  }
}
