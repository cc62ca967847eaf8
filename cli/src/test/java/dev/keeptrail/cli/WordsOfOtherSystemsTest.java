package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said to somebody who writes what another system would understand. */
final class WordsOfOtherSystemsTest {
  @TempDir Path home;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tool_call(name == "a") then deny "a.b"                     | did you mean `block`?
          finding() then mask "a.b"                                  | did you mean `redact`?
          identity.role == "admin" then block "a.b"                  | write `identity(role == ...)` to ask for such a fact
          tool_call(name == "pay") and now > 18 then block "a.b"     | rules know no time
          message(text.length > 5) then block "a.b"                  | write `length(text)`
          tool_call(not arguments.path starts_with "/") then block "a.b" | as in `starts_with(...)`
          tool_call() then block "a.b" { message: "no {arguments}" } | bind the fact, as in `f: tool_call()`, and write `f.arguments`
          """)
  void aRuleSaysHowItIsSaidHere(String rule, String remedy) throws Exception {
    assertThat(
            lint(
                "p.pack",
                "policy own on input, tool { rule one { when "
                    + rule
                    + " } }\n"
                    + "pack p { version: \"1.0.0\" }\nchain { own audit-logger }"))
        .contains(remedy);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          agent-firewall      | allow: [a]              | did you mean `allowed_tools`?
          agent-firewall      | deny: [a]               | did you mean `blocked_tools`?
          dlp-filter          | patterns: [a]           | did you mean `detect_patterns`?
          data-routing-policy | region: eu              | did you mean `allowed_regions`?
          pii-detector        | marker_format: label    | `marker_format` belongs under `redaction`
          rbac                | roles: {admin: ["*"]}   | its keys: `allowed_tools`, `denied_tools`
          """)
  void aSettingIsKnownByItsNameElsewhere(String kind, String setting, String remedy)
      throws Exception {
    assertThat(
            lint(
                "p.yaml",
                """
                pack: {name: p, version: 1.0.0}
                policies: {chain: [%s, audit-logger]}
                policy:
                  %s:
                    %s
                """
                    .formatted(kind, kind, setting)))
        .contains(remedy);
  }

  @Test
  void aVerbAloneIsNoEffect() throws Exception {
    String rules =
        """
        pack: {name: p, version: 1.0.0}
        policies: {chain: [own, audit-logger]}
        policy:
          own:
            rules: [{name: one, when: tool_call(), then: %s}]
        """;
    assertThat(lint("p.yaml", rules.formatted("block")))
        .contains("write `{block: my_policy.my_reason}`");
    assertThat(lint("p.yaml", rules.formatted("{deny: a.b}"))).contains("did you mean `block`?");
  }

  @Test
  void aDottedValueIsShownInItsQuotes() throws Exception {
    assertThat(
            lint(
                "p.pack",
                "pack p { version: \"1.0.0\" }\nchain { pii-detector { entities: [pii.bank_account] } }"))
        .contains("`\"pii.bank_account\"`");
  }

  @ParameterizedTest
  @CsvSource({
    "os.environ/SOME_KEY",
    "${SOME_KEY}",
    "$SOME_KEY",
    "'{{ SOME_KEY }}'",
    "env:SOME_KEY",
    "'${env:SOME_KEY}'"
  })
  void theNameOfAVariableIsNoKey(String key) throws Exception {
    assertThat(
            lint(
                "p.yaml",
                """
                pack: {name: p, version: 1.0.0}
                policies: {chain: [audit-logger]}
                providers:
                  targets: [{id: a, provider: openai, api_key: '%s'}]
                """
                    .formatted(key)))
        .contains("E012", "write `secret_key_ref: {env: SOME_KEY}` in its place");
  }

  /** What lint says of a file that it refuses. */
  private String lint(String name, String source) throws Exception {
    Path file = Files.writeString(home.resolve(name), source);
    CommandRun run = CommandRun.of(home);
    assertThat(run.run("policy", "lint", file.toString())).isEqualTo(ExitCode.PACK_ERRORS);
    return run.out() + run.err();
  }
}
