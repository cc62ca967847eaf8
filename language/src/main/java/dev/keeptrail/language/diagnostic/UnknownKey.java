package dev.keeptrail.language.diagnostic;

import dev.keeptrail.language.kind.DocumentedKinds;
import dev.keeptrail.language.source.Span;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The one wording for a key that does not exist. */
public final class UnknownKey {
  /** Keys that lost their indentation, each with the section it has its only place in. */
  private static final Map<String, String> HOMES =
      Map.ofEntries(
          Map.entry("name", "pack"),
          Map.entry("version", "pack"),
          Map.entry("enabled", "pack"),
          Map.entry("targets", "providers"),
          Map.entry("id", "providers.targets"),
          Map.entry("provider", "providers.targets"),
          Map.entry("model", "providers.targets"),
          Map.entry("base_url", "providers.targets"),
          Map.entry("secret_key_ref", "providers.targets"),
          Map.entry("env", "secret_key_ref"),
          Map.entry("chain", "policies"),
          Map.entry("block_status", "gateway"));

  private static final Set<String> SECTIONS =
      Set.of("pack", "providers", "policies", "policy", "gateway");

  /** What other systems call a key, with what it is called here. */
  private static final Map<String, List<String>> OTHER_NAMES =
      Map.ofEntries(
          Map.entry("period", List.of("window")),
          Map.entry("interval", List.of("window")),
          Map.entry("limit", List.of("usd")),
          Map.entry("amount", List.of("usd")),
          Map.entry("max_usd", List.of("usd")),
          Map.entry("limit_usd", List.of("usd")),
          Map.entry("requests_per_minute", List.of("rpm")),
          Map.entry("tokens_per_minute", List.of("tpm")),
          Map.entry("max_concurrency", List.of("max_parallel_requests")),
          Map.entry("api_base", List.of("base_url")),
          Map.entry("endpoint", List.of("base_url")),
          Map.entry("url", List.of("base_url")),
          Map.entry("type", List.of("provider")),
          Map.entry("timeout", List.of("timeout_seconds", "timeout_ms")),
          Map.entry("ttl", List.of("ttl_seconds")),
          Map.entry("retries", List.of("max_retries")),
          Map.entry("models", List.of("model")),
          Map.entry("deny", List.of("blocked_tools", "denied_tools", "denied_languages")),
          Map.entry("denied", List.of("blocked_tools")));

  /** Other words for what `enforcement: shadow` says. */
  private static final Set<String> SHADOW = Set.of("mode", "shadow", "dry_run", "audit_only");

  private static final int SHORTEST_PART = 4;

  private UnknownKey() {}

  /**
   * An {@code E002} with the nearest valid key and the list of them all.
   *
   * @param place the path of the block that holds the key; empty for the document itself
   */
  public static Diagnostic of(Span span, String place, String key, Collection<String> valid) {
    Optional<Fix> fix = NearestWord.of(key, valid).flatMap(word -> Fix.respelling(span, key, word));
    return with(span, place, key, hint(place, key, valid), fix);
  }

  /** The same where what stands under the key tells which one is meant. */
  public static Diagnostic meaning(
      Span span, String place, String key, String meant, Collection<String> valid) {
    String hint = "did you mean " + Quoted.word(meant) + "? valid keys: " + Quoted.words(valid);
    return with(span, place, key, hint, Fix.respelling(span, key, meant));
  }

  /** The same where a block inside of this one has such a key. */
  public static Diagnostic inside(
      Span span, String place, String key, String home, Collection<String> valid) {
    String belongs = Quoted.word(key) + " belongs under " + Quoted.word(home);
    return with(
        span, place, key, belongs + "; valid keys: " + Quoted.words(valid), Optional.empty());
  }

  private static Diagnostic with(
      Span span, String place, String key, String hint, Optional<Fix> fix) {
    String path = place.isEmpty() ? key : place + "." + key;
    String where = place.isEmpty() ? "at the top level" : "in " + Quoted.word(place);
    return new Diagnostic(
        DiagnosticCode.UNKNOWN_KEY,
        span,
        path,
        "unknown key " + Quoted.word(key) + " " + where,
        hint,
        fix.orElse(null));
  }

  private static String hint(String place, String key, Collection<String> valid) {
    String list =
        valid.isEmpty() ? "no keys are allowed here" : "valid keys: " + Quoted.words(valid);
    return remedy(place, key, valid).map(remedy -> remedy + list).orElse(list);
  }

  private static Optional<String> remedy(String place, String key, Collection<String> valid) {
    String home = DocumentedKinds.NAMES.contains(key) ? "policy" : HOMES.get(key);
    if (place.isEmpty() && home != null) {
      return Optional.of(
          Quoted.word(key) + " belongs under " + Quoted.word(home) + ", check the indentation; ");
    }
    if (SECTIONS.contains(place) && DocumentedKinds.NAMES.contains(key)) {
      return Optional.of("settings of " + Quoted.word(key) + " belong under `policy`; ");
    }
    if (!key.isEmpty() && OtherSpace.is(key.charAt(0))) {
      return Optional.of(OtherSpace.REMEDY + "; ");
    }
    if (!place.isEmpty() && SECTIONS.contains(key)) {
      return Optional.of(Quoted.word(key) + " belongs at the left margin; ");
    }
    if (SHADOW.contains(key) && valid.contains("enforcement")) {
      return Optional.of("did you mean `enforcement: shadow`? ");
    }
    return NearestWord.of(key, valid)
        .or(() -> otherName(key, valid))
        .or(() -> place.isEmpty() ? Optional.empty() : longer(key, valid))
        .map(word -> "did you mean " + Quoted.word(word) + "? ");
  }

  /** The one key that says the same at more length, as {@code allowed_tools} does of allow. */
  private static Optional<String> longer(String key, Collection<String> valid) {
    if (key.length() < SHORTEST_PART) {
      return Optional.empty();
    }
    List<String> longer =
        valid.stream()
            .filter(one -> ("_" + one).contains("_" + key.toLowerCase(Locale.ROOT)))
            .toList();
    return longer.size() == 1 ? Optional.of(longer.getFirst()) : Optional.empty();
  }

  private static Optional<String> otherName(String key, Collection<String> valid) {
    return OTHER_NAMES.getOrDefault(key, List.of()).stream().filter(valid::contains).findFirst();
  }
}
