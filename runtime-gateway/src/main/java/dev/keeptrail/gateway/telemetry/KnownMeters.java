package dev.keeptrail.gateway.telemetry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The meters of one name, found again by what their labels say: making tags and looking them up in
 * the registry costs more than counting does. As many are kept as the registry has, which is few.
 * Thread-safe.
 */
final class KnownMeters<M extends Meter> {
  private final MeterProvider<M> provider;
  private final List<String> labels;
  private final Map<List<String>, M> known = new ConcurrentHashMap<>();

  KnownMeters(MeterProvider<M> provider, String... labels) {
    this.provider = provider;
    this.labels = List.of(labels);
  }

  /**
   * The meter of these values.
   *
   * @param values one for each label, in their order
   */
  M of(String... values) {
    List<String> said = List.of(values);
    M found = known.get(said);
    return found == null ? known.computeIfAbsent(said, this::registered) : found;
  }

  private M registered(List<String> values) {
    String[] tags = new String[2 * labels.size()];
    for (int at = 0; at < labels.size(); at++) {
      tags[2 * at] = labels.get(at);
      tags[2 * at + 1] = values.get(at);
    }
    return provider.withTags(tags);
  }
}
