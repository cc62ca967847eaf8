package dev.keeptrail.language.check;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.kind.ProviderKind;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.TargetAccess;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks how a target is spoken to, and what its provider cannot do without. */
final class AccessChecker {
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}");
  private static final Pattern PREFIX = Pattern.compile("|[\\x21-\\x7e]{1,64}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /** Headers that the gateway or HTTP itself sets. */
  private static final Set<String> TAKEN =
      Set.of(
          "accept",
          "accept-encoding",
          "anthropic-version",
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "cookie",
          "expect",
          "host",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "user-agent");

  private final Problems problems;

  AccessChecker(Problems problems) {
    this.problems = problems;
  }

  TargetAccess check(CheckedBlock target, ProviderChecker.Choice choice) {
    ProviderKind kind = ProviderKind.of(choice.provider()).orElse(null);
    if (kind == null) {
      return TargetAccess.USUAL;
    }
    checkKind(target, kind, choice.model());
    checkVersion(target, kind);
    String header =
        text(
                target,
                "api_key_header",
                name -> HEADER.matcher(name).matches() && !TAKEN.contains(lower(name)),
                "this header cannot carry a key",
                "write the name of a header such as `x-api-key`")
            .map(AccessChecker::lower)
            .orElse(null);
    return new TargetAccess(
        name(target, "deployment", "write the deployment's name").orElse(null),
        name(target, "api_version", "write a version such as `2024-10-21`").orElse(null),
        header,
        text(
                target,
                "api_key_prefix",
                prefix -> PREFIX.matcher(prefix).matches(),
                "this cannot stand before a key",
                "write one word of visible ASCII such as `Bearer`, or an empty text")
            .orElse(null),
        whole(target, "timeout_seconds"),
        whole(target, "http_version"));
  }

  private static @Nullable Integer whole(CheckedBlock target, String key) {
    return target.values().entries().get(key) instanceof PlanValue.Int number
        ? Integer.valueOf((int) number.value())
        : null;
  }

  /** Which version of HTTP is spoken is agreed on within TLS. */
  private void checkVersion(CheckedBlock target, ProviderKind kind) {
    Integer version = whole(target, "http_version");
    String base =
        target.values().entries().get("base_url") instanceof PlanValue.Text(String text)
            ? text
            : kind.address();
    if (version != null && version == 2 && base != null && lower(base).startsWith("http:")) {
      problems.add(
          DiagnosticCode.CONFLICTING_KEYS,
          target.keySpan("http_version"),
          target.path("http_version"),
          "HTTP/2 is spoken over `https` only, and this target is asked over `http`",
          "remove it, or give an address with `https`");
    }
  }

  private void checkKind(CheckedBlock target, ProviderKind kind, @Nullable String model) {
    switch (kind) {
      case AZURE_OPENAI -> {
        requireBeside(target, kind, "base_url", "add `base_url: https://NAME.openai.azure.com`");
        if (model == null) {
          requireBeside(target, kind, "deployment", "add `deployment: NAME`, or `model: NAME`");
        }
        checkPathName(target, model);
      }
      case ANTHROPIC -> refuse(target, kind, List.of("deployment"));
      case SIMULATED ->
          refuse(
              target,
              kind,
              List.of(
                  "deployment",
                  "api_version",
                  "api_key_header",
                  "api_key_prefix",
                  "timeout_seconds",
                  "http_version"));
      case MCP -> {
        requireBeside(target, kind, "base_url", "add `base_url: https://HOST/mcp`");
        refuse(target, kind, List.of("model", "deployment", "api_version", "http_version"));
      }
      case OPENAI, GOOGLE, MISTRAL, GROQ, OLLAMA, VLLM ->
          refuse(target, kind, List.of("deployment", "api_version"));
    }
  }

  private void requireBeside(CheckedBlock target, ProviderKind kind, String key, String hint) {
    if (!target.has(key)) {
      problems.add(
          DiagnosticCode.CONFLICTING_KEYS,
          target.keySpan("provider"),
          target.path(key),
          "`provider` " + Quoted.word(kind.word()) + " does not go without " + Quoted.word(key),
          hint);
    }
  }

  /** Without a deployment of its own, the model's name is a step of the path. */
  private void checkPathName(CheckedBlock target, @Nullable String model) {
    if (model != null && !target.has("deployment") && !NAME.matcher(model).matches()) {
      problems.add(
          DiagnosticCode.CONFLICTING_KEYS,
          target.valueSpan("model"),
          target.path("model"),
          "this is not the name of a deployment",
          "write `deployment` beside it");
    }
  }

  private void refuse(CheckedBlock target, ProviderKind kind, List<String> keys) {
    for (String key : keys) {
      if (target.has(key)) {
        problems.add(
            DiagnosticCode.CONFLICTING_KEYS,
            target.keySpan(key),
            target.path(key),
            Quoted.word(key) + " does not go with `provider` " + Quoted.word(kind.word()),
            "remove it, because nothing would act on it");
      }
    }
  }

  private Optional<String> name(CheckedBlock target, String key, String hint) {
    return text(
        target, key, name -> NAME.matcher(name).matches(), "this is not a name for it", hint);
  }

  private Optional<String> text(
      CheckedBlock target, String key, Predicate<String> fits, String message, String hint) {
    Optional<String> text = target.text(key);
    if (text.isPresent() && !fits.test(text.get())) {
      problems.add(
          DiagnosticCode.INVALID_NAME, target.valueSpan(key), target.path(key), message, hint);
      return Optional.empty();
    }
    return text;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
