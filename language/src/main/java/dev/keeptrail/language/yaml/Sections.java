package dev.keeptrail.language.yaml;

import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.KnownElsewhere;
import dev.keeptrail.language.diagnostic.NearestWord;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.UnknownKey;
import java.util.List;

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

  private static final List<String> PROVIDER_KEYS =
      List.of("targets", "routing", "fallback", "circuit_breaker", "model_groups", "mirroring");

  private static final String CHAIN_SECTION = "policies";

  private final Problems problems;

  Sections(Problems problems) {
    this.problems = problems;
  }

  /** Reports a key at the top level that no section is made from. */
  void reportOther(YamlNode.Entry entry) {
    problems.add(
        KnownElsewhere.report(entry.keySpan(), "", entry.key())
            .orElseGet(() -> unknownSection(entry)));
  }

  private static Diagnostic unknownSection(YamlNode.Entry entry) {
    return isChain(entry)
        ? UnknownKey.meaning(entry.keySpan(), "", entry.key(), CHAIN_SECTION, SERVED)
        : UnknownKey.of(entry.keySpan(), "", entry.key(), SERVED);
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
    problems.add(
        KnownElsewhere.report(entry.keySpan(), "providers", entry.key())
            .orElseGet(
                () -> UnknownKey.of(entry.keySpan(), "providers", entry.key(), PROVIDER_KEYS)));
  }
}
