package dev.keeptrail.engine.kind;

import dev.keeptrail.engine.kind.bundled.HipaaIdentifiers;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.kind.Setting;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.plan.PlanValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the reference pages out of the schemas, so that neither can drift from the other. */
final class ReferencePages {
  private static final String KINDS_HEAD =
      """
      # Policy kinds

      <!-- Written from the kinds' schemas; `mvn -pl engine -am verify -Dkeeptrail.update=true` renews it. -->

      A kind is named in `policies.chain` and configured under `policy.<kind>`; a kind without a block runs
      with its defaults. Every kind also takes `enforcement: enforce` (default) or `enforcement: shadow`, which records
      what the policy would have done and changes nothing, and `streaming_mode: realtime` (default) or `buffered`, which holds
      [streamed answers](streaming.md) back until all of them is judged. Reason codes are listed in [reason-codes.md](reason-codes.md).

      A setting marked *no effect* is accepted so that existing packs load; lint warns where one is used.
      """;

  private static final String CODES_HEAD =
      """
      # Reason codes

      <!-- Written from the kinds' schemas; `mvn -pl engine -am verify -Dkeeptrail.update=true` renews it. -->

      Every policy's outcome and every decision carries one. The decision's is that of the decisive policy: the
      first in the chain that reached the final verdict. Codes are never reused for another meaning.

      ## Of the chain

      | Code | When |
      |---|---|
      | `all_policies_passed` | every enforced policy of the phase allowed the content |
      | `chain.skipped` | an earlier policy blocked, so this one was not asked |
      | `pack.disabled` | the pack says `enabled: false`; nothing was evaluated |
      | `engine.fault` | the evaluation itself failed; the fail mode decided |

      ## Of the gateway

      | Code | When |
      |---|---|
      | `gateway.unmaskable_key` | a policy wants to mask an object key, where masking is impossible; the request is refused |
      | `gateway.fault` | the gateway failed outside the engine; nothing was delivered |
      | `gateway.escalation_approved` | what would have been escalated was [approved](escalations.md), and is let through |
      | `gateway.escalation_pending` | the request refers to an escalation that nobody has decided |
      | `gateway.escalation_denied` | the request refers to an escalation that was denied |
      | `gateway.escalation_expired` | the request refers to an escalation that is too old |
      | `gateway.escalation_used` | the request refers to an escalation whose approval was used already |
      | `gateway.escalation_changed` | the request refers to an escalation of another request of the same caller |
      | `gateway.escalation_unknown` | the request refers to an escalation of somebody else, or to none |
      | `gateway.method_not_governed` | an MCP method that the gateway does not let through |
      """;

  /** What the schemas cannot say. */
  private static final Map<String, String> NOTES =
      Map.ofEntries(
          Map.entry(
              "pii-detector",
              """
              Always looked for: e-mail addresses, phone numbers, US social security and taxpayer numbers, national and
              tax ids, passports, driving licences, dates of birth, IP and hardware addresses, IBANs, BICs, bank account
              and routing numbers, crypto addresses, vehicle identification numbers and card numbers. `entities` adds
              what is harmless in most texts or hard to tell from other words; what both lists name is left alone.
              [detectors.md](detectors.md) says what each category takes. [redaction.md](redaction.md) says how each kind of marker looks and how originals come back.
              """),
          Map.entry(
              "hipaa-phi-detector",
              """
              The identifiers, by the letters of 45 CFR 164.514(b)(2)(i), and the categories that stand for them:

              | | Identifier | Categories | |
              |---|---|---|---|
              """
                  + identifiers()),
          Map.entry(
              "dlp-filter",
              """
              Always looked for: API keys with a known prefix, JSON web tokens, private keys and credentials in URLs.
              A text that bears a marking is blocked, not masked: without its marking the text would pass as if
              it were harmless.
              """),
          Map.entry(
              "agent-firewall",
              """
              Judged are the calls that a model asks for, and for `max_errors_before_halt` and
              `max_actions_per_session` the results that a request carries. A call has to pass every setting that is
              there. What refuses compares names in any case and without white space around them; what allows
              compares them as written. A conversation is what the request carries, or a session with an MCP server: a client that leaves old results
              out starts a new count. Amounts are numbers; one written as a text counts as too large.
              Limits over time (calls per minute, daily totals) need counts that no one request carries and are not
              settings of this version.
              """),
          Map.entry(
              "human-oversight",
              """
              What is held back is not delivered; the caller gets a refusal that says so. `*` waits with answers only,
              so that a person decides about a text that is there.
              """),
          Map.entry(
              "rbac",
              """
              Roles are compared as written. They come from the caller's key, or from `X-User-Role` where the operator takes
              the word of whoever sends it. Headers other than those listed are not known to policies. In the tool
              phase the calls of the answer are judged; markings and health data are looked for in requests, answers,
              arguments and results. Without `deny_if_missing: []` a caller without `X-User-ID` is refused.
              """),
          Map.entry(
              "tool-validation",
              """
              Schemas are JSON Schema, 2020-12 unless `$schema` names another draft; `format` is not checked, `pattern`
              is RE2, and `$ref` reaches nothing outside of the schema. A pack whose schema is none is refused when it
              is loaded. With any tool declared, by `declared_tools` or by a schema, calls of others are refused.
              Rules of the pack's author see where arguments do not fit as `faults` of the call.
              """),
          Map.entry(
              "tool-security",
              """
              Looked for in the arguments of tool calls: SQL, command, template, markup and other injections, paths out
              of their folder, addresses inside the network, and attempts on the model behind the tool.
              [detectors.md](detectors.md) says what each is. Which tools may be called, `agent-firewall` says.
              """),
          Map.entry(
              "prompt-injection",
              """
              Looked for: attempts to override instructions, to read the system prompt, to force a role, to forge
              message boundaries, and to carry data out.
              """),
          Map.entry(
              "embedding-detector",
              """
              Texts are cut into sentences, short ones together with the next, long ones after some 300 characters. Each gets a vector and is compared
              (cosine) with the vector of each `reference_text`; what reaches `similarity_threshold` is found, the whole sentence. Likeness from 0.3 on is recorded whatever
              the threshold, so that a replay tries other thresholds without the model; with other references, models or services a
              capture does not answer. References are embedded once, and what a sentence scored is remembered under its hash.

              ```yaml
              policy:
                embedding-detector:
                  timeout_ms: 500
                  categories:
                    - {label: merger, reference_text: "We plan to buy another company, and it is not public yet."}
              ```

              `backend: local` runs all-MiniLM-L6-v2 (English, quantised, Apache License 2.0) on the gateway's processor. It is a plug-in: build it with
              `mvn -Dquick package -pl detectors/onnx -am` and name `detectors/onnx/target/plugin` in `KEEPTRAIL_PLUGINS`; without it a pack with
              this backend is not loaded. A sentence takes milliseconds, so a long request needs more than the documented 20: running out of time is a fault, which blocks unless the
              fail mode is `allow`. At most 2,000 sentences are judged at once; more is a fault.

              `backend: external` asks a service, up to 32 texts at a time. The path of `endpoint` tells the form: `/embeddings` at its end is OpenAI's
              (`{"model", "input": [...]}`, `{"data": [{"index", "embedding"}]}`), `/api/embed` Ollama's (`{"model", "input": [...]}`, `{"embeddings": [...]}`), anything else that of
              Text Embeddings Inference (`{"inputs": [...], "normalize": true, "truncate": true}`, a list of vectors). Any status but 200 and anything but a vector of one length
              for each text is a fault. Link-local addresses are never asked, redirects not followed. Tests and the gateway ask it; replays never do.

              Streamed answers wait until all of them is judged. Likeness is not meaning: try references on texts of your own, harmless ones first.
              """),
          Map.entry(
              "eu-ai-act",
              """
              What a gateway can do of Regulation (EU) 2024/1689, and no claim to conform to it. By article:

              | Article | What the policy does |
              |---|---|
              | 5 | refuses requests (texts of role `user`) to build or do what paragraph 1 (a) to (h) forbids: manipulation, exploiting the vulnerable, social scoring, predicting crimes from profiles, scraping faces for recognition, emotions at work and school, sensitive attributes from biometrics, live recognition in public. English, some German |
              | 12 | says in every decision that the exchange is on record: the [ledger](ledger.md) keeps it |
              | 14 | with `risk_class: high`, holds requests back that ask for a decision about a person in a field of Annex III (education, employment, credit and benefits, law enforcement, asylum, justice) until a [person](escalations.md) has looked. English |
              | 50 | puts *This answer was generated by an AI system.* before answers, but before those that begin with `{`, `[` or `<` |

              Found are wishes in plain words, within one sentence; texts about the law pass, and who asks in other words is not found. Other articles are refused with the reason: they are about what
              providers and deployers document, test and teach. Streamed answers wait until all of them is judged.

              ```yaml
              policy:
                eu-ai-act: {risk_class: high, articles: [5, 14, 50]}
              ```
              """),
          Map.entry(
              "gdpr-compliance",
              """
              A request with data of `data_categories` in it passes where the caller shows a consent. `personal` is what [`pii-detector`](#pii-detector) always looks for; `sensitive` is health data (`phi`) and what is said of a
              person in the sense of Article 9 (origin, religion, politics, union, sexual orientation, health: English, some German and French); `biometric` is biometric
              numbers, and templates and prints of a person. Names alone are no personal data here: they would be found in most texts.

              ```yaml
              policy:
                gdpr-compliance:
                  consent_verification_endpoint: https://consents.example.com/verify
              ```

              The endpoint gets `POST` with `{"token": "..."}` for every request that has the header, and nothing else of it, and answers `{"valid": true}` or `{"valid": false}` within 2
              seconds. 401, 403, 404, 410 and 422 say no as well; anything else is *unverified*, and refused. Nothing is remembered, so that a consent that is
              withdrawn counts at once. Addresses inside a network are asked only where `--page-network` names them, as for [pages](gateway.md#pages). A policy in shadow mode asks nobody. In
              [tests](tests.md) whatever is in the header is good; captures hold what was known of the consent, never the token.

              The gateway keeps what the ledger keeps, so there is nothing for an erasure webhook to call: `erasure_webhook` is refused.
              """),
          Map.entry(
              "quality-scorer",
              """
              Judged is the text of an answer as the model gave it, all parts together; of several choices the worst counts, and an answer without text, such as a tool call, is not judged. A sentence ends at a
              full stop, question or exclamation mark before white space.

              ```yaml
              policy:
                quality-scorer:
                  min_sentences: 2
                  assertions:
                    - {type: not-icontains, value: as an ai language model}
                    - {type: contains-json, value: {type: object, required: [answer]}, severity: critical}
                  pass_policy: {threshold: 0.8}
              ```

              An assertion that does not hold refuses the answer; where `pass_policy` has a threshold, only `critical` ones do, and the score. The score is the mean of what the enforced assertions score, by `weight`: 1 or 0, for
              `contains-all` the share found, for `levenshtein` how alike the texts are. Patterns are RE2, schemas JSON Schema 2020-12. Types that need a judge, and everything
              else that does, are refused: no model is asked about answers. Streamed answers wait until all of them is judged.
              """),
          Map.entry(
              "external-moderation",
              """
              Acts on categories under `plugin.moderation`, which detectors of the installation report: `openai-moderation`,
              `webhook` or `presidio` in [the detectors file](detectors-file.md). Address, key, time limit and
              concurrency stand there, because they differ between a laptop and a gateway. A pack with this
              kind is loaded only where such a detector is given (`--detectors`). One that fails or takes too long is
              a fault: it blocks, unless the fail mode is `allow`. Judged are whole texts.
              """),
          Map.entry(
              "tool-budget",
              """
              A conversation is what the request carries, or a session with an MCP server: a client that leaves old results out starts anew. Tokens are
              estimated from the results' texts, four characters each; arguments do not count. Names are compared
              in any case. A result that is there passes, however long it is: what is refused is the next call.
              """),
          Map.entry(
              "request-rewriter",
              """
              An edit is recorded with the format `rewrite` and makes the exchange `transformed`; the verdict is
              `redact`. Where matches of two rules share a character, the longer one is edited. Of a match that stays
              beside its text, the other policies of the chain see all but one character; what they mask there is
              masked. What a pattern finds in disguise only, such as in Base64, stays. References to groups
              (`$1`), conditions and system messages are not settings of this version.
              """),
          Map.entry(
              "response-rewriter",
              """
              Edits are made and recorded as those of [`request-rewriter`](#request-rewriter).
              """),
          Map.entry(
              "content-extractor",
              """
              Before a request is judged, the gateway fetches the pages that its texts name, of listed hosts only, and has all policies of the chain
              judge them with it, as texts of channel `document`. They go nowhere: what a policy masks in them is masked nowhere, so
              a pack that minds what is in them blocks. At most 8 pages of a request are fetched, at the same time; what is left out, and what
              cannot be had, counts as an error. Text, HTML, JSON and XML are read. Nothing is fetched from addresses inside a network,
              however their names and redirects look ([Pages](gateway.md#pages)). A policy in shadow mode fetches nothing. Tests and
              imported logs hold no pages; captures do, and replays judge what was fetched then.
              """),
          Map.entry(
              "data-routing-policy",
              """
              Every target is judged before a request is routed. One that does not declare all of it under
              [`data_policy`](policy-config.md) is in no route and no fallback; the event lists it in `upstream.attempts` with
              `not_allowed`. Declarations are the pack author's word: nobody checks them. Where no target of a
              request is left, `on_no_compliant_provider` says what happens.
              """));

  private ReferencePages() {}

  private static String identifiers() {
    return HipaaIdentifiers.ALL.stream()
        .map(identifier ->
            "| %s | %s | %s | %s |\n"
                .formatted(
                    identifier.letter(),
                    identifier.name(),
                    identifier.categories().stream()
                        .map(category -> "`" + category + "`")
                        .collect(Collectors.joining(", ")),
                    identifier.note()))
        .collect(Collectors.joining());
  }

  static String kinds(List<KindSchema> schemas) {
    var page = new StringBuilder(KINDS_HEAD);
    for (KindSchema schema : schemas) {
      page.append("\n## `").append(schema.name()).append("`\n\n");
      page.append(sentence(schema.doc())).append(" Phases: ").append(phases(schema)).append(".\n");
      String notes = NOTES.get(schema.name());
      if (notes != null) {
        page.append('\n').append(notes);
      }
      page.append("\n| Setting | Type | Default | |\n|---|---|---|---|\n");
      rows("", schema.settings()).forEach(page::append);
    }
    return page.toString();
  }

  static String codes(List<KindSchema> schemas) {
    var page = new StringBuilder(CODES_HEAD);
    for (KindSchema schema : schemas) {
      page.append("\n## `").append(schema.name()).append("`\n\n| Code | When |\n|---|---|\n");
      schema
          .reasonCodes()
          .forEach((code, when) ->
              page.append("| `").append(code).append("` | ").append(when).append(" |\n"));
    }
    return page.toString();
  }

  private static List<String> rows(String prefix, List<Setting> settings) {
    List<String> rows = new ArrayList<>();
    for (Setting setting : settings) {
      String path = prefix + setting.name();
      if (setting.type() instanceof SettingType.Block(List<Setting> fields, _)) {
        rows.addAll(rows(path + ".", fields));
      } else if (setting.type()
          instanceof SettingType.MapOf(SettingType.Block(List<Setting> fields, _), int max)) {
        rows.add("| `%s` | at most %d names | `{}` | %s |\n".formatted(path, max, setting.doc()));
        rows.addAll(rows(path + ".<name>.", fields));
      } else if (setting.type()
          instanceof SettingType.ListOf(SettingType.Block(List<Setting> fields, _), int max)) {
        rows.add("| `%s` | list of at most %d | `[]` | %s |\n".formatted(path, max, setting.doc()));
        rows.addAll(rows(path + "[].", fields));
      } else {
        String effect = setting.inert() ? "*no effect:* " : "";
        String aliases =
            setting.aliases().isEmpty()
                ? ""
                : " (also accepted as "
                    + setting.aliases().stream()
                        .map(alias -> "`" + alias + "`")
                        .collect(Collectors.joining(", "))
                    + ", with a warning)";
        rows.add(
            "| `%s` | %s | %s | %s%s%s |\n"
                .formatted(
                    path,
                    type(setting.type()),
                    value(setting.defaultValue()),
                    effect,
                    setting.doc(),
                    aliases));
      }
    }
    return rows;
  }

  private static String type(SettingType type) {
    return switch (type) {
      case SettingType.Text text -> "text, at most " + text.maxLength();
      case SettingType.Bool bool -> "`true` or `false`";
      case SettingType.Int range -> "whole number, " + range.min() + " to " + range.max();
      case SettingType.Decimal range ->
          "number, %s to %s".formatted(number(range.min()), number(range.max()));
      case SettingType.Choice choice ->
          choice.words().stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
      case SettingType.Regex regex -> "regular expression (RE2)";
      case SettingType.SecretReference reference ->
          "`{env: NAME}`, `{file: path}` or `{store: name}`";
      case SettingType.OneNumber numbers ->
          numbers.numbers().stream()
              .map(number -> "`" + number + "`")
              .collect(java.util.stream.Collectors.joining(", "));
      case SettingType.Unavailable _ -> "not available";
      case SettingType.Document document when !document.mapping() -> "whatever JSON can say";
      case SettingType.Document document ->
          "mapping, at most " + document.maxValues() + " values in all";
      case SettingType.ListOf list ->
          "list of at most " + list.maxSize() + ": " + type(list.element());
      case SettingType.MapOf map -> "mapping to " + type(map.value());
      case SettingType.Block block -> "block";
    };
  }

  private static String value(@org.jspecify.annotations.Nullable PlanValue value) {
    return switch (value) {
      case null -> "none";
      case PlanValue.Text text -> "`" + text.value() + "`";
      case PlanValue.Bool bool -> "`" + bool.value() + "`";
      case PlanValue.Int number -> "`" + number.value() + "`";
      case PlanValue.Decimal number -> "`" + number(number.value()) + "`";
      case PlanValue.Sequence(List<PlanValue> items) when items.isEmpty() -> "`[]`";
      case PlanValue.Sequence(List<PlanValue> items) ->
          items.stream().map(ReferencePages::value).collect(Collectors.joining(", "));
      case PlanValue.Mapping mapping -> "`" + mapping.entries() + "`";
      case PlanValue.Secret secret -> "none";
    };
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private static String phases(KindSchema schema) {
    return schema.phases().stream()
        .sorted()
        .map(phase -> "`" + phase.word() + "`")
        .collect(Collectors.joining(", "));
  }

  private static String sentence(String clause) {
    return Character.toUpperCase(clause.charAt(0)) + clause.substring(1) + ".";
  }
}
