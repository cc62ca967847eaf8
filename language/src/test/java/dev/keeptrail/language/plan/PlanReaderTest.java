package dev.keeptrail.language.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.language.resolve.RuleKinds;
import dev.keeptrail.language.source.SourceText;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanReaderTest {
  private static final String PACK =
      """
      pack p { version: "1.0.0" description: "everything a plan can hold" }
      provider a { provider: openai model: "m" secret_key_ref: { env: KEY } }
      provider b {
        provider: simulated
        data_policy: { training_opt_out: true retention_days: 30 region: "eu-west-1" }
      }
      provider c {
        provider: azure-openai base_url: "https://x.openai.azure.com" deployment: "d"
        api_version: "v1" api_key_header: "X-Key" api_key_prefix: "" timeout_seconds: 9 http_version: 2 zdr: true
      }
      gateway {
        routing: { strategy: weighted weights: { a: 3 b: 0 } timeout_seconds: 60 }
        fallback: { triggers: [timeout, rate_limit] max_retries: 2 }
        circuit_breaker: { cooldown_seconds: 9 }
        model_groups: { best: { targets: [a] aliases: ["finest"] } }
        rate_limits: { per_key: { rpm: 60 tpm: 9000 } global: { max_parallel_requests: 8 } }
        budgets: [{ scope: team usd: 12.5 window: day }, { scope: key usd: 1 unpriced: allow }]
        response_cache: { ttl_seconds: 60 }
        capture: { mode: full key_ref: { env: CAPTURE_KEY } max_kilobytes: 64 }
      }
      chain { pii-detector prompt-injection guard }
      define roots = ["pii", "secret"]
      policy guard on tool {
        enforcement: shadow
        patterns: { wire: 'W[0-9]+' }
        rule a {
          when (f: finding(category under roots, score >= 0.5, role in [user, tool])
              or f: finding(category == "pii.email", channel != content))
            and t: tool_call(id == f.call, name like "w*", arguments.a[0].b > -1 / 3)
            and not (m: message(text matches 'x+') and identity(user == "u", team not in ["a", "b"]))
            and exists request(not stream or exists provider)
            and count(tool_call(lower(name) contains "x")) > 2
            and sum(tool_call(), -arguments.amount * 2) < t.arguments.limit
          then rewrite f "guard.{f.category}" {
            replacement: "[{upper(f.label)}]"
            tags: { kind: "{f.category}" fixed: "yes" }
          }
        }
        rule b {
          when tool_call(arguments.x == true or arguments.y in [1, 2.5])
          then escalate { assign: { user: ada } message: "a \\{brace\\}" }
        }
        rule c { when true then tag { tags: { seen: "" } } }
        rule d { when m: message() then redact m }
        rule e { when finding() then block { message: "no" } }
        rule f { when finding() then allow }
        rule g { when finding(1 > 2) then flag }
      }
      """;

  @Test
  void readsBackWhatWasWritten() throws PlanFormatException {
    PackPlan plan = plan();
    assertThat(PlanReader.read(PlanJson.pretty(plan))).isEqualTo(plan);
  }

  @Test
  void readsCanonicalJsonToTheSameDigest() throws PlanFormatException {
    PackPlan plan = plan();
    PackPlan read = PlanReader.read(PlanJson.canonical(plan));
    assertThat(PlanDigest.of(read)).isEqualTo(PlanDigest.of(plan));
    assertThat(read.chain().getLast().rules()).isEqualTo(plan.chain().getLast().rules());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{",
        "{\"format\":1}",
        "{\"format\":1,\"format\":1}",
        "{\"format\":\"1\"}",
        "{\"format\":2}",
        "[[[[",
        "NaN",
        "{\"format\":1} {}"
      })
  void refusesWhatIsNoPlan(String json) {
    assertThatThrownBy(() -> PlanReader.read(json)).isInstanceOf(PlanFormatException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "format": 1 | "format": 2
          "gateway" | "gatewya"
          "block_status": 409 | "block_status": 200
          "block_status": 409 | "block_status": 409.5
          "block_status": 409 | "block_status": 409, "refused_repeats": {"seconds": 3601, "tries": 1}
          "block_status": 409 | "block_status": 409, "refused_repeats": {"seconds": 60}
          "enabled": true | "enabled": "true"
          "enforcement": "shadow" | "enforcement": "off"
          "phases": [ | "phases": ["night",
          "slot": 1 | "slot": 0
          "slot": 1 | "slot": 8
          "slot": 1 | "slot": -1
          "fact": "message" | "fact": "massage"
          "field": "channel" | "field": "chanel"
          "is": "like" | "is": "lick"
          "function": "lower" | "function": "system"
          "aggregate": "sum" | "aggregate": "avg"
          "compare": "<" | "compare": "~"
          "verb": "rewrite" | "verb": "run"
          "verb": "rewrite" | "verb": "rewrite", "verb": "block"
          "verb": "rewrite" | "verb": "rewrite", "then": 1
          "user": "ada" | "group": "ada"
          "name": "guard" | "name": "pii-detector"
          "id": "b" | "id": "a"
          "env": "KEY" | "env": "KEY", "file": "x"
          "at_least": 0.5 | "at_least": 1e999
          "name": "b" | "name": "a"
          """)
  void refusesAChangedPlan(String part, String other) {
    String json = PlanJson.pretty(plan());
    assertThat(json).contains(part);
    int at = json.indexOf(part);
    String changed = json.substring(0, at) + other + json.substring(at + part.length());
    assertThatThrownBy(() -> PlanReader.read(changed)).isInstanceOf(PlanFormatException.class);
  }

  @Test
  void refusesWhatIsNestedWithoutEnd() {
    String json = PlanJson.pretty(plan());
    String deep = "{\"is\":\"not\",\"of\":".repeat(100_000);
    String changed = json.replaceFirst("\"test\": \\{", "\"test\": " + deep + "{");
    assertThat(changed).isNotEqualTo(json);
    assertThatThrownBy(() -> PlanReader.read(changed)).isInstanceOf(PlanFormatException.class);
  }

  private static PackPlan plan() {
    var compiled = RuleKinds.compiler().compileText(new SourceText("p.pack", PACK));
    assertThat(compiled.hasErrors()).as(compiled.diagnostics().toString()).isFalse();
    return Objects.requireNonNull(compiled.plan());
  }
}
