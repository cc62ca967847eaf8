package dev.keeptrail.language.check;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.NearestWord;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.kind.PackSettings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks which provider a target speaks to, in the plain and in the compact form. */
final class ProviderChecker {
  private static final List<String> SERVED = PackSettings.PROVIDERS;
  private static final Set<String> NOT_AVAILABLE =
      Set.of("bedrock", "cloudera", "cloudflare-gateway", "snowflake");
  private static final String FIELD = "provider";

  private final Problems problems;

  ProviderChecker(Problems problems) {
    this.problems = problems;
  }

  /** The provider, empty when it is not served, and the model from either form. */
  Choice check(CheckedBlock target) {
    target.require(FIELD, "`provider: openai` or `provider: simulated`", problems);
    String written = target.text(FIELD).orElse("");
    String model = target.text("model").orElse(null);
    String[] parts = written.split(":", 3);
    String provider = parts[0];
    if (target.text(FIELD).isEmpty() || !isServed(target, provider)) {
      return new Choice("", model);
    }
    if (parts.length == 1) {
      return new Choice(provider, model);
    }
    return compact(target, parts, model);
  }

  private Choice compact(CheckedBlock target, String[] parts, @Nullable String model) {
    boolean valid = parts.length == 3 && parts[1].equals("chat") && !parts[2].isBlank();
    if (!valid) {
      report(
          target,
          DiagnosticCode.UNKNOWN_PROVIDER,
          "the compact form of a provider has three parts",
          "write " + Quoted.word(parts[0] + ":chat:<model>"));
      return new Choice(parts[0], model);
    }
    if (model != null && !model.equals(parts[2])) {
      report(
          target,
          DiagnosticCode.CONFLICTING_KEYS,
          "`provider` and `model` name different models",
          "name the model in one place");
    }
    return new Choice(parts[0], parts[2]);
  }

  private boolean isServed(CheckedBlock target, String provider) {
    if (SERVED.contains(provider)) {
      return true;
    }
    String served = "available: " + Quoted.words(SERVED);
    if (NOT_AVAILABLE.contains(provider)) {
      report(
          target,
          DiagnosticCode.PROVIDER_NOT_AVAILABLE,
          "provider " + Quoted.word(provider) + " is not available in this version",
          "it is documented; " + served);
      return false;
    }
    Optional<String> nearest = NearestWord.of(provider, SERVED);
    report(
        target,
        DiagnosticCode.UNKNOWN_PROVIDER,
        "unknown provider " + Quoted.word(provider),
        nearest.map(word -> "did you mean " + Quoted.word(word) + "? ").orElse("") + served);
    return false;
  }

  private void report(CheckedBlock target, DiagnosticCode code, String message, String hint) {
    problems.add(code, target.valueSpan(FIELD), target.path(FIELD), message, hint);
  }

  record Choice(String provider, @Nullable String model) {}
}
