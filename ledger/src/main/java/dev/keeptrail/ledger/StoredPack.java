package dev.keeptrail.ledger;

import dev.keeptrail.ledger.integrity.ContentDigest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A pack as it was in force.
 *
 * @param digest of the plan, {@code sha256:} and 64 hexadecimal digits: what events name
 * @param plan the plan in canonical form, whose SHA-256 is the digest
 * @param sources the texts that it was made of, by path; empty where they are not known
 */
public record StoredPack(
    String digest, String name, String version, String plan, Map<String, String> sources) {
  /** What stands for the digest of no texts. */
  public static final String NO_SOURCES = "none";

  public StoredPack {
    sources = new TreeMap<>(sources);
  }

  /** What an entry of the trail says of the texts: a digest, or {@code none}. */
  public String sourcesDigest() {
    return digest(sources);
  }

  /** The same of texts by their paths. */
  public static String digest(Map<String, String> texts) {
    if (texts.isEmpty()) {
      return NO_SOURCES;
    }
    List<byte[]> parts = new ArrayList<>();
    new TreeMap<>(texts)
        .forEach((path, text) -> {
          for (String part : List.of(path, text)) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            parts.add((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            parts.add(bytes);
          }
        });
    return ContentDigest.of(parts.toArray(byte[][]::new));
  }
}
