package dev.keeptrail.ledger;

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
  public StoredPack {
    sources = new TreeMap<>(sources);
  }
}
