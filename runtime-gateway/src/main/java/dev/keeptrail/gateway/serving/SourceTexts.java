package dev.keeptrail.gateway.serving;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The texts that a pack was made of.
 *
 * @param byPath all of them; empty where they are not known
 * @param layers of a pack of files that are laid over each other, the lowest first, each as its
 *     name and the digest of its bytes; empty for a pack of one file
 */
public record SourceTexts(Map<String, String> byPath, List<String> layers) {
  public static final SourceTexts UNKNOWN = new SourceTexts(Map.of(), List.of());

  public SourceTexts {
    byPath = Collections.unmodifiableMap(new LinkedHashMap<>(byPath));
    layers = List.copyOf(layers);
  }
}
