package dev.keeptrail.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.source.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of bad packs: what each says, exactly, and nothing else. */
class BadPackTest {
  private static final String PACK = "pack: {name: p, version: 1.0.0}\n";
  private static final String CHAIN = "policies: {chain: [pii-detector]}\n";
  private static final String BASE = PACK + CHAIN;

  record Case(String name, String yaml) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Stream<Case> cases() {
    return Stream.of(shapes(), syntax(), names(), types(), chains(), lint()).flatMap(c -> c);
  }

  /** Leaves what it saw in the build folder, to be compared and copied when wording changes. */
  @Test
  void saysWhatIsWrongAndWhere() throws IOException {
    String actual = cases().map(BadPackTest::answer).collect(Collectors.joining("\n"));
    Files.writeString(Path.of("target", "bad-packs.actual.txt"), actual);
    try (InputStream in = BadPackTest.class.getResourceAsStream("bad-packs.expected.txt")) {
      assertThat(in).isNotNull();
      assertThat(actual).isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void hasAPlanExactlyWithoutErrors() {
    assertThat(cases().map(c -> compile(c.yaml())))
        .allSatisfy(pack -> assertThat(pack.plan() == null).isEqualTo(pack.hasErrors()));
  }

  private static String answer(Case bad) {
    List<Diagnostic> problems = compile(bad.yaml()).diagnostics();
    return problems.stream()
        .map(BadPackTest::line)
        .collect(Collectors.joining("\n", "# " + bad.name() + "\n", "\n"));
  }

  private static CompiledPack compile(String yaml) {
    return new PackCompiler(SampleKinds.ALL).compileYaml(new SourceText("p.yaml", yaml));
  }

  private static String line(Diagnostic problem) {
    String hint = problem.hint() == null ? "" : " = " + problem.hint();
    return problem.code().code()
        + " "
        + problem.span().line()
        + ":"
        + problem.span().column()
        + " ["
        + problem.path()
        + "] "
        + problem.message()
        + hint;
  }

  private static Case bad(String name, String yaml) {
    return new Case(name, yaml);
  }

  static Stream<Case> shapes() {
    return Stream.of(
        bad("empty file", ""),
        bad("only a comment", "# nothing\n"),
        bad("only a document mark", "---\n"),
        bad("list as root", "- pack\n"),
        bad("text as root", "just words\n"),
        bad("nothing but an empty mapping", "{}"),
        bad("no policies", PACK),
        bad("no pack", CHAIN),
        bad("pack is a text", "pack: p\n" + CHAIN),
        bad("pack lacks name and version", "pack:\n" + CHAIN),
        bad("unknown section", BASE + "polices: {}\n"),
        bad("unknown key in pack", "pack: {name: p, version: 1.0.0, owner: me}\n" + CHAIN),
        bad("unknown key in policies", PACK + "policies: {chain: [pii-detector], chian: []}\n"),
        bad("unknown key in a policy", BASE + "policy:\n  pii-detector:\n    actoin: block\n"),
        bad(
            "unknown key in a nested block",
            BASE + "policy: {pii-detector: {redaction: {marker: label}}}\n"),
        bad("unknown key in providers", BASE + "providers: {target: []}\n"),
        bad("unknown key in gateway", BASE + "gateway: {port: 1}\n"),
        bad("duplicate key", BASE + "policy:\n  pii-detector: {}\n  pii-detector: {}\n"),
        bad("duplicate section", BASE + PACK),
        bad("section not served", BASE + "consumer_groups: []\nagents: []\nworkflow_cache: {}\n"),
        bad(
            "limits that are none",
            BASE + "rate_limits: {global: {rpm: 0, tpm: 1e3}, per_kex: {rpm: 1}}\n"),
        bad(
            "budgets and caches that are none",
            BASE
                + "budgets: [{scope: team}, {scope: house, usd: 1}, {scope: key, usd: -1, window: week}]\n"
                + "response_cache: {ttl_seconds: 0, enabled: 1}\n"),
        bad(
            "limits said twice",
            BASE + "rate_limits: {}\ngateway: {rate_limits: {per_key: {rpm: 1}}}\n"),
        bad("provider key not served", BASE + "providers: {ab_test: {strategy: ordered}}\n"),
        bad(
            "copies for a target that is not there",
            BASE
                + "providers: {targets: [{id: a, provider: simulated}], mirroring: {mirror_target: b}}\n"),
        bad(
            "copies for the only target",
            BASE
                + "providers: {targets: [{id: a, provider: simulated}], mirroring: {mirror_target: a}}\n"),
        bad(
            "copies for nobody",
            BASE
                + "providers: {targets: [{id: a, provider: simulated}], mirroring: {enabled: true}}\n"),
        bad(
            "target key not served",
            BASE + "providers: {targets: [{id: a, provider: openai, format: x}]}\n"),
        bad("older shape", "version: 1\npolicies:\n  - name: a\n"),
        bad("older shape beside a pack", PACK + "policies: [{name: a}]\n"),
        bad(
            "single-policy document",
            "policy: {name: prompt-injection, version: 1.0.0, enabled: true}\n"),
        bad("two documents", BASE + "---\npack: {}\n"),
        bad(
            "secret reference as text",
            BASE + "providers: {targets: [{id: a, provider: openai, secret_key_ref: sk-1}]}\n"),
        bad(
            "secret reference to a name that no secret has",
            BASE
                + "providers: {targets: [{id: a, provider: openai, secret_key_ref: {store: k k}}]}\n"),
        bad(
            "secret reference without a place",
            BASE + "providers: {targets: [{id: a, provider: openai, secret_key_ref: {}}]}\n"),
        bad(
            "secret reference with two places",
            BASE
                + "providers:\n  targets:\n    - id: a\n      provider: openai\n"
                + "      secret_key_ref: {env: A, file: /b}\n"),
        bad(
            "secret reference with an unknown key",
            BASE + "policy: {prompt-injection: {response: {key: {enw: A}}}}\n"),
        bad(
            "secret reference is a list",
            BASE + "providers: {targets: [{id: a, provider: openai, secret_key_ref: []}]}\n"),
        bad("provider not served", BASE + "providers: {targets: [{id: a, provider: bedrock}]}\n"),
        bad(
            "key by value and by reference",
            BASE
                + "providers:\n  targets:\n    - id: a\n      provider: openai\n"
                + "      api_key: k\n      secret_key_ref: {env: A}\n"),
        bad(
            "two names for one model",
            BASE + "providers: {targets: [{id: a, provider: 'openai:chat:x', model: y}]}\n"),
        bad(
            "old and new spelling together",
            PACK
                + "policies: {chain: [prompt-injection]}\n"
                + "policy:\n  prompt-injection:\n    action: flag\n    response: {action: block}\n"));
  }

  static Stream<Case> syntax() {
    return Stream.of(
        bad("mapping inside a value", "pack: a: b\n"),
        bad("unclosed bracket", "pack: {name: p\npolicies: x\n"),
        bad("unclosed list at the end", "policies: [a, b"),
        bad("unclosed quote", "pack: \"abc\npolicies: x\n"),
        bad("bad escape", "pack: \"\\q\"\n"),
        bad("escape without digits", "pack: {name: \"\\x\", version: \"\\uD\"}\n"),
        bad("escape beyond Unicode", "pack: \"\\UFFFFFFFF\"\n"),
        bad("tab for indentation", "pack:\n\tname: p\n"),
        bad("keys do not line up", "pack:\n  name: p\n version: 1\n"),
        bad("missing colon", "pack: {}\npolicies\nx: y\n"),
        bad("stray closing bracket", "pack: ]\n"),
        bad("NUL", "pack: \u0000\n"),
        bad("escape character", "pack: {}\nname: \u001b[31m\n"),
        bad("lone surrogate", "pack: \ud800\n"),
        bad("escaped lone surrogate", "pack: {name: \"\\ud800\", version: 1.0.0}\n" + CHAIN),
        bad("unknown alias", "pack: *here\n" + CHAIN),
        bad("alias in its own anchor", "pack: &a {name: *a, version: 1.0.0}\n" + CHAIN),
        bad("tag", "pack: !!java.util.Date {name: p, version: 1.0.0}\n" + CHAIN),
        bad("merge key", PACK + CHAIN + "policy: {pii-detector: {<<: {action: block}}}\n"),
        bad("mapping as a key", BASE + "? {a: b}\n: c\n"),
        bad("reserved indicator", "pack: @p\n"),
        bad("directive of the future", "%YAML 3.0\n---\npack: {}\n"));
  }

  static Stream<Case> names() {
    return Stream.of(
        bad("pack name with a slash", "pack: {name: a/b, version: 1.0.0}\n" + CHAIN),
        bad("empty pack name", "pack: {name: '', version: 1.0.0}\n" + CHAIN),
        bad(
            "target id with a space",
            BASE + "providers: {targets: [{id: a b, provider: openai}]}\n"),
        bad(
            "target id twice",
            BASE
                + "providers:\n  targets:\n    - {id: a, provider: openai}\n"
                + "    - {id: a, provider: simulated}\n"),
        bad("target without id and provider", BASE + "providers: {targets: [{model: m}]}\n"),
        bad("unknown provider", BASE + "providers: {targets: [{id: a, provider: opanai}]}\n"),
        bad(
            "compact provider with two parts",
            BASE + "providers: {targets: [{id: a, provider: 'openai:gpt'}]}\n"),
        bad(
            "empty model",
            BASE + "providers: {targets: [{id: a, provider: openai, model: ' '}]}\n"),
        bad(
            "environment name is a secret",
            BASE
                + "providers:\n  targets:\n    - id: a\n      provider: openai\n"
                + "      secret_key_ref: {env: sk-abc}\n"),
        bad(
            "empty secret file",
            BASE
                + "providers:\n  targets:\n    - id: a\n      provider: openai\n"
                + "      secret_key_ref: {file: ''}\n"),
        bad(
            "empty key in a map",
            BASE + "policy: {pii-detector: {redaction: {custom_markers: {'': x}}}}\n"));
  }

  static Stream<Case> types() {
    return Stream.of(
        bad("version is a number", "pack: {name: p, version: 1.0}\n" + CHAIN),
        bad("version is not SemVer", "pack: {name: p, version: 1.0.0.0}\n" + CHAIN),
        bad("version with a leading zero", "pack: {name: p, version: 01.0.0}\n" + CHAIN),
        bad("truth value as a word", "pack: {name: p, version: 1.0.0, enabled: yes}\n" + CHAIN),
        bad("no value", BASE + "policy:\n  pii-detector:\n    action:\n"),
        bad("unknown word", BASE + "policy: {pii-detector: {action: redakt}}\n"),
        bad("word is a number", BASE + "policy: {pii-detector: {action: 1}}\n"),
        bad("list is a text", BASE + "policy: {pii-detector: {detect_patterns: x}}\n"),
        bad("list is too long", BASE + "policy: {pii-detector: {detect_patterns: [a, b, c, d]}}\n"),
        bad("block is a list", BASE + "policy: {pii-detector: {redaction: []}}\n"),
        bad("policy is a text", BASE + "policy: {pii-detector: on}\n"),
        bad("policy is a list", BASE + "policy: []\n"),
        bad(
            "map is too long",
            BASE + "policy: {pii-detector: {redaction: {custom_markers: {a: x, b: x, c: x}}}}\n"),
        bad(
            "map value is a number",
            BASE + "policy: {pii-detector: {redaction: {custom_markers: {a: 1}}}}\n"),
        bad(
            "text is too long",
            BASE
                + "policy: {pii-detector: {redaction: {custom_markers: {a: "
                + "x".repeat(21)
                + "}}}}\n"),
        bad(
            "numbers out of range or of the wrong type",
            PACK
                + "policies: {chain: [dlp-filter, prompt-injection]}\n"
                + "policy:\n"
                + "  dlp-filter: {max_distance: 9}\n"
                + "  prompt-injection: {detection: {embedding_threshold: .nan}}\n"
                + "gateway: {block_status: 200}\n"),
        bad("whole number wanted", BASE + "gateway: {block_status: 409.0}\n"),
        bad("whole number too large", BASE + "gateway: {block_status: 99999999999999999999}\n"),
        bad("pattern not closed", BASE + "policy: {pii-detector: {detect_patterns: ['(']}}\n"),
        bad("look-ahead", BASE + "policy: {pii-detector: {detect_patterns: ['(?=a)']}}\n"),
        bad("back-reference", BASE + "policy: {pii-detector: {detect_patterns: ['(a)\\1']}}\n"),
        bad("empty pattern", BASE + "policy: {pii-detector: {detect_patterns: ['']}}\n"),
        bad(
            "exploding pattern",
            BASE + "policy: {pii-detector: {detect_patterns: ['((a{1000}){1000}){1000}']}}\n"),
        bad(
            "pattern too long",
            BASE + "policy: {pii-detector: {detect_patterns: ['" + "a".repeat(2_001) + "']}}\n"),
        bad("URL without scheme", url("api.example.com")),
        bad("URL of another scheme", url("ftp://example.com")),
        bad("URL with a password", url("https://u:p@example.com")),
        bad("URL with a query", url("https://example.com?a=b")),
        bad("URL without a host", url("https:///v1")),
        bad("URL with a space", url("https://exa mple.com")),
        bad("URL with an impossible port", url("https://example.com:70000")),
        bad("targets is a mapping", BASE + "providers: {targets: {id: a}}\n"),
        bad("target is a text", BASE + "providers: {targets: [openai]}\n"));
  }

  private static String url(String url) {
    return BASE
        + "providers:\n  targets:\n    - id: a\n      provider: openai\n      base_url: \""
        + url
        + "\"\n";
  }

  static Stream<Case> chains() {
    return Stream.of(
        bad("empty chain", PACK + "policies: {chain: []}\n"),
        bad("chain left out", PACK + "policies: {}\n"),
        bad("chain without a value", PACK + "policies:\n  chain:\n"),
        bad("chain is a text", PACK + "policies: {chain: pii-detector}\n"),
        bad("policies is a text", PACK + "policies: pii-detector\n"),
        bad("chain entry is a mapping", PACK + "policies: {chain: [{kind: x}, pii-detector]}\n"),
        bad("unknown kind", PACK + "policies: {chain: [pii-detecter]}\n"),
        bad("kind like nothing else", PACK + "policies: {chain: [zzzzzzzz]}\n"),
        bad("kind not served", PACK + "policies: {chain: [bias-monitor]}\n"),
        bad("unknown kind in a block", BASE + "policy: {dlp-fliter: {}}\n"),
        bad(
            "repeated kind",
            PACK + "policies:\n  chain:\n    - pii-detector\n    - pii-detector\n"));
  }

  static Stream<Case> lint() {
    return Stream.of(
        bad("block without a chain entry", BASE + "policy: {dlp-filter: {}}\n"),
        bad(
            "flat spelling",
            PACK
                + "policies: {chain: [prompt-injection]}\n"
                + "policy: {prompt-injection: {embedding_threshold: 0.7}}\n"),
        bad(
            "key without effect",
            PACK
                + "policies: {chain: [audit-logger]}\n"
                + "policy: {audit-logger: {immutable: true, retention_days: 30}}\n"),
        bad("category as a pattern", BASE + "policy: {pii-detector: {detect_patterns: [Email]}}\n"),
        bad(
            "literal key",
            BASE + "providers: {targets: [{id: a, provider: openai, api_key: k}]}\n"),
        bad("disabled pack", "pack: {name: p, version: 1.0.0, enabled: false}\n" + CHAIN),
        bad(
            "key over plain HTTP",
            BASE
                + "providers:\n  targets:\n    - id: a\n      provider: openai\n"
                + "      base_url: http://example.com\n      secret_key_ref: {env: A}\n"));
  }
}
