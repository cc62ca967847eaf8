package dev.keeptrail.language.yaml;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.NearestWord;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.diagnostic.UnknownKey;
import java.util.List;
import java.util.Set;

/** The sections of a document, those served and those known but not served. */
final class Sections {
  private static final List<String> SERVED =
      List.of(
          "language",
          "pack",
          "providers",
          "imports",
          "define",
          "policies",
          "policy",
          "gateway",
          "testing",
          "rate_limits",
          "budgets",
          "response_cache",
          "capture");

  // WHY: these limit or route traffic elsewhere. To read past one would serve more than its author
  // allows.
  private static final Set<String> NOT_AVAILABLE =
      Set.of(
          "agents",
          "cache",
          "consumer_groups",
          "history",
          "includes",
          "loads",
          "model_groups",
          "rate_limit_defaults",
          "workflow_cache");

  private static final List<String> PROVIDER_KEYS =
      List.of("targets", "routing", "fallback", "circuit_breaker", "model_groups", "mirroring");
  private static final Set<String> PROVIDER_KEYS_NOT_AVAILABLE =
      Set.of("ab_test", "strategy", "traffic_mirroring");

  private static final String CHAIN_SECTION = "policies";

  private final Problems problems;

  Sections(Problems problems) {
    this.problems = problems;
  }

  /** Reports a key at the top level that no section is made from. */
  void reportOther(YamlNode.Entry entry) {
    if (NOT_AVAILABLE.contains(entry.key())) {
      reportNotAvailable(entry, entry.key(), "section ");
    } else if (isChain(entry)) {
      problems.add(UnknownKey.meaning(entry.keySpan(), "", entry.key(), CHAIN_SECTION, SERVED));
    } else {
      problems.add(UnknownKey.of(entry.keySpan(), "", entry.key(), SERVED));
    }
  }

  /**
   * Whether this is `policies` misspelt: `policys` has fewer edits to `policy`, where a chain has
   * no place.
   */
  private static boolean isChain(YamlNode.Entry entry) {
    return entry.value() instanceof YamlNode.Mapping(_, var entries)
        && entries.stream().anyMatch(inner -> inner.key().equals("chain"))
        && NearestWord.of(entry.key(), List.of(CHAIN_SECTION)).isPresent();
  }

  /** Reports a key of {@code providers} that nobody reads. */
  void reportOtherProviderKey(YamlNode.Entry entry) {
    if (PROVIDER_KEYS_NOT_AVAILABLE.contains(entry.key())) {
      reportNotAvailable(entry, "providers." + entry.key(), "key ");
    } else {
      problems.add(UnknownKey.of(entry.keySpan(), "providers", entry.key(), PROVIDER_KEYS));
    }
  }

  private void reportNotAvailable(YamlNode.Entry entry, String path, String what) {
    problems.add(
        DiagnosticCode.KEY_NOT_AVAILABLE,
        entry.keySpan(),
        path,
        what + Quoted.word(path) + " is not available in this version",
        "it is documented; remove it, because nothing would act on it");
  }
}
