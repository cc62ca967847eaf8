package dev.keeptrail.ledger.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the events of a bundle come to. Not thread-safe. */
final class EvidenceCounts {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<String, Long> verdicts = new TreeMap<>();
  private final Map<String, Long> policies = new TreeMap<>();
  private final Map<String, Long> reasons = new TreeMap<>();
  private final Map<String, Long> actions = new TreeMap<>();
  private final TreeSet<String> packs = new TreeSet<>();
  private long decisions;
  private long administrative;
  private long absent;
  private @Nullable String earliest;
  private @Nullable String latest;

  void absent() {
    absent++;
  }

  void add(byte[] json) {
    JsonNode event;
    try {
      event = JSON.readTree(json);
    } catch (JacksonException damaged) {
      // Whoever checks the bundle sees that its leaf is another.
      return;
    }
    String at = event.path("timestamp").asString("");
    String first = earliest;
    String last = latest;
    earliest = first == null || at.compareTo(first) < 0 ? at : first;
    latest = last == null || at.compareTo(last) > 0 ? at : last;
    if (event.path("event_type").asString("").equals("administration")) {
      administrative++;
      actions.merge(event.path("action").asString(""), 1L, Long::sum);
      return;
    }
    decisions++;
    verdicts.merge(event.path("verdict").asString(""), 1L, Long::sum);
    // What is withheld is not there, and counts for nothing.
    if (event.has("reason_code")) {
      reasons.merge(event.path("reason_code").asString(""), 1L, Long::sum);
    }
    if (event.has("decisive_policy")) {
      JsonNode policy = event.path("decisive_policy");
      policies.merge(policy.isString() ? policy.stringValue() : "-", 1L, Long::sum);
    }
    if (event.path("pack").has("digest")) {
      packs.add(event.path("pack").path("digest").asString(""));
    }
  }

  /** Which members of a manifest say something else than these events come to. */
  List<String> different(JsonNode manifest) {
    List<String> different = new ArrayList<>();
    if (manifest.path("decisions").asLong(0) != decisions) {
      different.add("decisions");
    }
    if (manifest.path("administrative").asLong(0) != administrative) {
      different.add("administrative");
    }
    Map<String, Map<String, Long>> all = new TreeMap<>();
    all.put("verdicts", verdicts);
    all.put("policies", policies);
    all.put("reasons", reasons);
    all.put("actions", actions);
    all.forEach((member, counted) -> {
      Map<String, Long> said = new TreeMap<>();
      manifest
          .path(member)
          .properties()
          .forEach(one -> said.put(one.getKey(), one.getValue().asLong(-1)));
      if (!said.equals(counted)) {
        different.add(member);
      }
    });
    return different;
  }

  Map<String, Long> verdicts() {
    return verdicts;
  }

  Map<String, Long> policies() {
    return policies;
  }

  Map<String, Long> reasons() {
    return reasons;
  }

  Map<String, Long> actions() {
    return actions;
  }

  /** Digests of the packs that decided. */
  Set<String> packs() {
    return packs;
  }

  long decisions() {
    return decisions;
  }

  long administrative() {
    return administrative;
  }

  long missing() {
    return absent;
  }

  @Nullable String earliest() {
    return earliest;
  }

  @Nullable String latest() {
    return latest;
  }
}
