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
              "safety-filter",
              """
              ```yaml
              policy:
                safety-filter: {mode: education, max_age: 15, block_if: [the dare list], action: escalate}
              ```

              A filter of words: it finds how harm is asked for or told, such as `how do I bypass` near `emergency shutdown`, not
              the subjects themselves, so plant engineers and teachers can talk about their work. What is put in other words passes; for what
              a text means, ask a service with `external-moderation`. Words are in English, the commonest requests also in
              German, French and Spanish. What counts everywhere (bombs, poison, killing, self-harm) counts in every mode.
              `block_if` adds to these words; `replace_builtin: true` puts it in their place. `max_age` adds what is not for readers of
              that age (gambling, pornography, drugs; below 16 and below 13 more), in every mode. `fuzzy_matching` counts for phrases, not for
              built-in words that count near others only. Streams are held for as long as a phrase may go on.
              """),
          Map.entry(
              "mnpi-filter",
              """
              ```yaml
              policy:
                mnpi-filter: {detect_patterns: ['project heron'], apply_to: output}
              ```

              A filter of words: it finds texts that say of a deal, of results or of guidance that they are not public yet, that
              call themselves inside information, or that tell to trade before the news. Who asks what the law says, or quotes what was announced,
              passes. A figure alone is never found: nobody can tell from a number whether it is public. Names of projects and of clients are
              yours to add; `detect_patterns` counts beside the built-in phrases, which are in English, German, French and Spanish. With patterns of
              your own, streamed answers wait for their end.
              """),
          Map.entry(
              "legal-privilege",
              """
              ```yaml
              policy:
                legal-privilege: {privilege_markers: [Kanzleisache], apply_to: both}
              ```

              A filter of words: it finds texts that say that they are privileged (`privileged and confidential`, `attorney work product`,
              `this email is protected by attorney-client privilege`), that were made for litigation, or that pass on what counsel
              advised. The bare words `legal advice`, `work product` and `attorney-client privilege` are not enough: every disclaimer and
              every textbook has them. A privileged text that does not say so is not found. Phrases are in English, some in German, French and
              Spanish; `privilege_markers` adds to them.
              """),
          Map.entry(
              "itar-ear-filter",
              """
              ```yaml
              policy:
                itar-ear-filter: {blocked_terms: [Falcon seven], fuzzy_matching: true}
              ```

              A filter of words: names of articles of the 21 categories of the munitions list (22 CFR 121.1) and of well-known entries of the
              Commerce Control List, near words for technical data (drawings, tolerances, source code, test data, how to build), and the markings that exporters
              put on such data. The name of a weapon alone passes: news and museums are full of them. Words are in
              English. No list of words is a classification of goods; `blocked_terms` adds the names of your own products. Findings are
              `custom.<policy>.usml_04` and the like, so events say which category it was.
              """),
          Map.entry(
              "dual-use-filter",
              """
              ```yaml
              policy:
                dual-use-filter: {action: redact}
              ```

              A filter of words: how agents, pathogens, nuclear material, drones and programs are turned to harm, or bought around the export controls.
              Subjects are those of the Australia Group, the Nuclear Suppliers Group and the Wassenaar Arrangement. Substances, diseases,
              medicines, history and treaties pass. `redact` masks from the first of the words to the last; what a text says around
              them stays. Words are in English; what is put in other words passes.
              """),
          Map.entry(
              "student-privacy",
              """
              ```yaml
              policy:
                student-privacy: {action: block, age_gate: true}
              ```

              Looked for: names, addresses, e-mail addresses, phone numbers, dates of birth, identity numbers, user names and biometric
              identifiers (34 CFR 99.3), numbers of students behind words such as `student ID` or `Matrikelnummer`, and what is said of one student: averages and
              grades behind their names, special education, discipline. Names are those of anybody, for a text does not say who is a student.
              `age_gate` refuses requests in which users say that they are under thirteen (16 CFR 312), by years or by grade, in seven
              languages; who does not say so is not found out. Answers are judged as a whole, so streams wait for their end.
              """),
          Map.entry(
              "case-privacy",
              """
              ```yaml
              policy:
                case-privacy: {detect_patterns: [case_number, docket_number, party_name]}
              ```

              Numbers are taken behind words such as `Case No.`, `Aktenzeichen` or `Docket No.`, and bare in the forms of US federal courts (under both names),
              of the Court of Justice of the EU and of neutral citations. Names of parties are taken in captions beside words of
              procedure (`the case of Roe v. Wade`, `Smith v. Jones, 12 U.S. 345`), behind `plaintiff`, `defendant` and the like, and
              behind `In re`; the words before a name are masked with it. A name that stands alone later in the text stays:
              `pii-detector` with `entities: [pii.name]` masks those. Streams wait for their end.
              """),
          Map.entry(
              "cjis-mode",
              """
              ```yaml
              policy:
                cjis-mode: {require_auth: true, access_logging: true}
              ```

              In every phase. With `require_auth`, a caller must have been checked by the gateway ([callers](gateway.md#callers)), not merely named
              by a header. With `access_logging`, each decision has a reason of this kind, so that accesses can be queried and exported by it; one without a user
              is flagged. Whether events are kept, for how long and how they are protected, the ledger says. Encryption, training of
              staff and the rest of the CJIS Security Policy are not a gateway's to give.
              """),
          Map.entry(
              "upl-filter",
              """
              ```yaml
              policy:
                upl-filter: {rewrite_to_educational: true, blocked_patterns: ['form 27-?b']}
              ```

              A filter of words in answers. Advice is what tells one person what to do in a matter of law (`you should plead guilty`, `you
              have a strong case against`), in English, with the commonest forms in German, French and Spanish. It is blocked, or with `rewrite_to_educational` put in general
              words (`people in such cases sometimes plead guilty`); what your own patterns find becomes a note, and what stands
              there in disguise only is blocked all the same. An answer on a subject of law that has no disclaimer, and any reworded one, gets a sentence at its
              end; to see a lawyer counts as a disclaimer. Where nothing fits behind it (JSON), such an answer is refused. Each choice is judged by
              itself; streams wait for their end. A reworded phrase that ends an answer without a full stop takes the place where the disclaimer would stand.
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
