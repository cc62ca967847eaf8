package dev.keeptrail.language.kind;

import java.util.List;
import java.util.Set;

/**
 * A provider of detectors as the language sees it: what an entry of a detectors file may say that
 * names it. The engine supplies these.
 *
 * @param provider the word for {@code provider}
 * @param settings beside those that every entry has
 * @param required names of settings that every entry must have
 * @param doc one sentence on what its detectors are
 */
public record DetectorSchema(
    String provider, List<Setting> settings, Set<String> required, String doc) {
  public DetectorSchema {
    settings = List.copyOf(settings);
    required = Set.copyOf(required);
  }
}
