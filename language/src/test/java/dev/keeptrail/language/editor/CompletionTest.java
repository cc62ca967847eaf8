package dev.keeptrail.language.editor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is offered at a cursor, in documents that are being written. */
final class CompletionTest {
  private static final String RULE =
      "policy guard on tool {\n  rule large {\n    when call: tool_call(";

  @Test
  void offersSectionsOfAYamlPackThatAreNotThereYet() {
    assertThat(Cursor.yaml("pack:\n  name: x\n‸\n").labels())
        .contains("policies", "providers", "define", "imports")
        .doesNotContain("pack");
  }

  @Test
  void offersKeysOfABlockInYaml() {
    assertThat(Cursor.yaml("policy:\n  pii-detector:\n    action: block\n    ‸\n").labels())
        .contains("healthcare_mode", "redaction", "enforcement")
        .doesNotContain("action", "blocked_terms");
    assertThat(Cursor.yaml("policy:\n  pii-detector:\n    redaction:\n      mark‸\n").labels())
        .containsExactly("marker_format", "custom_markers");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          'policy:\\n  pii-detector:\\n    action: ‸',redact
          'policy:\\n  pii-detector:\\n    action: "re‸"',redact
          'policy:\\n  pii-detector: {healthcare_mode: t‸',true
          'policy: {pii-detector: {redaction: {marker_format: ‸}}}',partial
          'policy: {pii-detector: {red‸}}',redaction
          'policies:\\n  chain:\\n    - ‸',pii-detector
          'policies:\\n  chain:\\n  - audit-logger\\n  - pii‸',pii-detector
          'policies:\\n  chain: [audit-logger, ‸]',dlp-filter
          'policies:\\n  chain: [audit-logger,\\n    d‸',dlp-filter
          'providers:\\n  targets:\\n    - id: a\\n      ‸',secret_key_ref
          'providers:\\n  targets:\\n    - id: a\\n      provider: ‸',simulated
          'providers:\\n  targets:\\n    - ‸',provider
          'policy:\\n  own:\\n    kind: pii-detector\\n    ‸',healthcare_mode
          'policy:\\n  own: {kind: dlp-filter, ‸}',blocked_terms
          'policy:\\n  own:\\n    kind: ‸',rules
          'policy:\\n  own:\\n    kind: rules\\n    rules:\\n      - name: a\\n        ‸',when
          'policy:\\n  own:\\n    rules:\\n      - name: a\\n        when: tool_c‸',tool_call
          'policy:\\n  own:\\n    rules:\\n      - name: a\\n        when: |\\n          tool_call(‸',arguments
          'policy:\\n  own:\\n    rules:\\n      - name: a\\n        then: {‸',escalate
          'policy:\\n  own:\\n    rules:\\n      - when: finding(category under "‸")',pii.email
          'policy:\\n  own:\\n    on: [‸]',output
          'policy:\\n  own:\\n    rules:\\n      - when: found: finding(score > 0)\\n        then:\\n          targets: [‸]',found
          'policy:\\n  own:\\n    rules:\\n      - name: a\\n        when: "found: finding()"\\n        then:\\n          targets:\\n            - fo‸',found
          'policy:\\n  own:\\n    rules:\\n      - when: >-\\n          m: message() and\\n          found: finding()\\n        then: {redact: r, targets: [‸]}',found
          'policy: {own: {rules: [{when: "found: finding()", then: {targets: [‸]}}]}}',found
          'define:\\n  big: tool_call(na‸)',name
          """)
  void offersInYaml(String marked, String expected) {
    assertThat(Cursor.yaml(marked.replace("\\n", "\n")).labels()).contains(expected);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          '‸',policy
          'language 1\\npo‸',policy
          'pack x { ‸',version
          'pack x { version: "1.0.0" en‸ }',enabled
          'pack x { enabled: ‸ }',true
          'provider p { provider: ‸ }',openai
          'provider p { secret_key_ref: { ‸ } }',env
          'chain { ‸ }',pii-detector
          'chain { audit-logger pii-‸ }',pii-detector
          'chain { pii-detector { ‸ } }',action
          'chain { pii-detector { action: ‸ } }',block
          'chain { pii-detector { redaction.‸ } }',marker_format
          'chain { pii-detector { redaction.marker_format: ‸ } }',hash
          'policy own: ‸',dlp-filter
          'policy own: dlp-filter { ‸',blocked_terms
          'policy own on ‸',tool
          'policy own on tool, ‸',output
          'policy own { ‸',rule
          'policy own { rule a { ‸',when
          'policy own { rule a { when ‸',finding
          'policy own { rule a { when finding(‸',category
          'policy own { rule a { when finding(category ‸',under
          'policy own { rule a { when finding(category under "‸',secret.aws
          'policy own { rule a { when finding(category under ‸',pii.phone
          'policy own { rule a { when finding(category in ["pii.email", ‸',pii.phone
          'policy own { rule a { when finding(channel == ‸',tool_arguments
          'policy own { rule a { when f: finding() and message(role == f.‸',channel
          'policy own { rule a { when f: finding() and tool_call(id == ‸',f
          'policy own { rule a { when count(‸',finding
          'policy own { rule a { when f: finding() ‸',then
          'policy own { rule a { when f: finding() then ‸',redact
          'policy own { rule a { when f: finding() then redact ‸',f
          'policy own { rule a { when finding() then block "a.b" { ‸',message
          'define limit = 10 define big = ‸',finding
          'test "a" on ‸',tool
          'test "a" { ‸',given
          'test "a" { given ‸',tool_call
          'test "a" { given tool_call { ‸',arguments
          'test "a" { given message { role: ‸',user
          'test "a" { given message { text: "x" } expect ‸',escalate
          'test "a" { expect block by ‸',pii-detector
          'test "a" { expect block { ‸',redactions
          """)
  void offersInText(String marked, String expected) {
    assertThat(Cursor.text(marked.replace("\\n", "\n")).labels()).contains(expected);
  }

  @Test
  void offersNothingInsideACommentOrAMessage() {
    assertThat(Cursor.text("pack x {\n  # ver‸\n}").labels()).isEmpty();
    assertThat(Cursor.yaml("pack:\n  # ver‸\n").labels()).isEmpty();
    assertThat(Cursor.text(RULE + "name == \"‸\") then block }}").labels()).isEmpty();
  }

  @Test
  void replacesTheWholeWordUnderTheCursor() {
    Cursor cursor = Cursor.text("chain { audit-logger pii-de‸tecter }");

    assertThat(cursor.analysis().complete(cursor.offset()).replaced()).isEqualTo(new Range(21, 33));
  }
}
