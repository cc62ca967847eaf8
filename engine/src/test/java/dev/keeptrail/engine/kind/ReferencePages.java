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
      | `gateway.rewritten_finding` | a text that the pack rewrites holds, as it stands then, what a policy masks or refuses and what was not there before |
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
              "language-validator",
              """
              Judged is what users and models write, each text by itself: system and developer messages, tool results and pages are not, because they are the
              application's. Whoever may write those can say anything in any language there. The language is that of the first 4,096 characters
              as a whole, so a sentence inside a text of another language is not found. Texts of fewer than 12 letters (3 in a script of one language) pass, and
              what is taken for no language at all. Words that are no sentence (commands, lists of parts, invoices, bare addresses) are often taken for a language that they are not, but
              seldom at the default of 0.8; a short sentence in another language may pass at it, and does not at 0.5. Languages that are in neither list's type are taken for a similar one. Languages that are much alike
              (Danish and Norwegian, Croatian and Serbian in Latin letters, Czech and Slovak) are told apart by long texts only: list both.
              Both lists take codes of ISO 639-1 without regions: `pt`, not `pt-BR`.

              ```yaml
              policy:
                language-validator:
                  allowed_languages: [en, de]
                  min_confidence: 0.9
              ```
              """),
          Map.entry(
              "code-sanitizer",
              """
              Looked for, in any text of an answer: commands that wipe disks, folders of the system or backups, shells over the network, web shells, code that runs what a
              request says or what it has just decoded or fetched over an open line, thefts of stored passwords and cookies, and commands that blind the
              scanner of the system. Left alone is what administrators and programmers run every day, such as `rm -rf build`, `DROP TABLE` or `curl https://… | sh`. An
              answer that warns of a command holds it too, and loses it. Known commands are found, not intent: harmful code in other words passes. Arguments of
              tool calls are judged by [`tool-security`](#tool-security).

              ```yaml
              policy:
                code-sanitizer:
                  block_on_match: true
                  additional_patterns: ['kubectl delete namespace prod']
              ```
              """),
          Map.entry(
              "financial-compliance",
              """
              Looked for in the contents of an answer: that it tells somebody to buy, sell, hold or shift investments, in English, and less widely in German, French
              and Spanish. [detectors.md](detectors.md#what-answers-say) says how. The disclaimers then stand before the text, once, whatever else of it is masked, also where the
              answer is streamed: it is held until all of it is there. Where the text is JSON, they stand in the string that advises. An answer that holds every disclaimer word for word is left as
              it is; one that holds only some gets all. Explanations of what a fund or a bond is are no advice. The verdict is `redact`, and the edit is recorded with the format `rewrite`. A list of phrases is no lawyer:
              advice in other words passes without a disclaimer.

              ```yaml
              policy:
                financial-compliance:
                  required_disclaimers:
                    - This is not investment advice. Capital is at risk.
                  blocked_patterns: ['guaranteed (returns?|profits?)', 'risk[- ]free']
              ```
              """),
          Map.entry(
              "healthcare-compliance",
              """
              Looked for in the contents of an answer: doses, diagnoses and what to do with medicines, in English, and less widely in German, French and Spanish
              ([detectors.md](detectors.md#what-answers-say)). Disclaimers are put before such answers as by [`financial-compliance`](#financial-compliance).
              `fda_class` says how much is at stake, and changes nothing in what the device is to the FDA: without it, and in class `I`, what is found is told to a person as advice with a
              disclaimer; in `II` general remarks on self-care count too; in `III` nothing that advises is delivered before a person has looked.

              ```yaml
              policy:
                healthcare-compliance:
                  fda_class: II
                  blocked_patterns: ['\\bcures? (cancer|diabetes)\\b']
              ```
              """),
          Map.entry(
              "bias-monitor",
              """
              Looked for in an answer: sentences that shut a group of people out, call it less, or (below the default threshold) say what all of it are like, in English, and less widely in German, French and Spanish
              ([detectors.md](detectors.md#what-answers-say)). A sentence that reports or contradicts such a judgement passes, and so does whoever puts it in other words: this finds the blatant, and measures nothing. Whether
              decisions about people come out uneven is a question about many answers, and no policy of one exchange answers it.
              For characteristics that no list knows, the word itself has to stand beside the judgement, so write what texts call the people: `veterans`, not `veteran_status`.
              `escalate` withholds the answer until a person has looked, as everywhere.

              ```yaml
              policy:
                bias-monitor:
                  protected_characteristics: [nationality, veterans]
                  action: escalate
              ```
              """),
          Map.entry(
              "bot-detector",
              """
              The gateway remembers what callers sent, and hands in how many requests like the one at hand came from the same caller within the window, as the counter `request.similar.<policy>`;
              it is recorded, so a replay decides the same. Compared is what is new in a request: the messages and tool results behind the last turn of the model, so a conversation or an agent
              that goes on does not repeat itself. Callers are told apart by hashes of the listed headers, made with a key that ends with the process; a caller who changes a header is another
              caller, so list what cannot be changed at will (`x-forwarded-for` counts only behind a proxy that sets it).

              Kept in the memory of one gateway: up to 20,000 requests, as sketches of a kilobyte; callers who were quiet longest are forgotten first, under a flood earlier than the window says. Several gateways count
              each for itself, and a reload starts anew. Of one caller the last 64 requests are kept, or four times `max_requests_per_window`, up to 1,000. A refused request counts too. MCP servers, tests and imported
              logs have no counts, and every request is clean there. How many requests a caller may send at all, `rate_limits` say.

              ```yaml
              policy:
                bot-detector:
                  fingerprint_fields: [authorization]
                  max_requests_per_window: 10
                  action: block
              ```
              """),
          Map.entry(
              "document-analyzer",
              """
              Documents are parts of type `file` (chat completions), `input_file` (responses) and `document` (messages), also in what tools answered; pictures and sound are none. The gateway measures those that a
              request carries, decoded, and hands in what rules may know: the counters `request.documents`, `request.document_bytes` (of the largest), `request.documents_unseen` and
              `request.documents_of_type.<type>`, or `unknown`. The type is what the request says; where the first bytes are those of another format, that counts too, so a PDF does not pass as `text/plain`.

              What a request only refers to, by address or by the id of an upload, nobody here can measure: it is recorded as `not_analyzed`, and with `allowed_mime_types` it has to have a name with the ending of a listed
              type. `on_unscannable: block` refuses what no detector can look at, references and PDFs alike ([gateway.md](gateway.md)). Texts of documents are judged by all policies, as texts of channel `document`;
              `sanitize_code` masks code there, in documents that are text as they stand in the body. Documents in Base64 and PDFs are not edited.

              ```yaml
              policy:
                document-analyzer:
                  max_document_bytes: 2000000
                  allowed_mime_types: [application/pdf, text/*]
              ```
              """),
          Map.entry(
              "citation-verifier",
              """
              An answer is compared with the request that it answers: system and user messages, tool results, documents and fetched pages. What earlier answers said is no source. Citations are web addresses (`url`);
              DOIs, arXiv numbers, authors with a year in brackets and numbers in square brackets (`academic`); and passages of five words or more in quotation marks (`quote`). For each, the part of its sequences of three
              words (or fewer, where it has fewer) that stands in the request is recorded as the score of its finding; with `require_source_match`, a citation below `min_confidence` counts as a hallucination. For
              `min_groundedness` the words of the answer that have four letters or a digit are looked up one by one. All of this compares words: an answer that says the opposite of its source in the words of its source passes, and a
              good paraphrase has a low groundedness, so try the number on answers of your own first. A number such as `[3]` counts as matched where the request holds that number.

              Nothing is fetched: `external_resolver` is refused. Whether a source that an answer names exists in the world, this policy cannot say; that it does not stand in what the model was given, it can. With
              `include_verification_report` a line behind the answer says which of three it was (none, all, not all); in an answer that is JSON it is left out. Streamed answers wait until all of them is there.

              ```yaml
              policy:
                citation-verifier:
                  require_source_match: true
                  output_action: {unverified_action: block, hallucination_action: block}
              ```
              """),
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
              `redact`. Where matches of two rules share a character, the longer one is edited; what is put before or behind a
              match is put there all the same. Of a match that stays
              beside its text, the other policies of the chain see all but one character; what they mask there is
              masked. What a pattern finds in disguise only, such as in Base64, stays. References to groups
              (`$1`), conditions and system messages are not settings of this version.

              The gateway has texts judged once more as they stand when they are rewritten. Where that makes something that a policy
              masks or refuses, such as an address that was in pieces, the exchange is refused (`gateway.rewritten_finding`). What
              stands in the `replacement` itself is the author's own, and passes.
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
              `custom.<policy>.usml_04` and the like, so events say which category it was. `fuzzy_matching` counts for `blocked_terms` and for built-in
              phrases, not for built-in words that count near others only.
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
              them stays. Words are in English; what is put in other words passes. `fuzzy_matching` counts for `blocked_terms` and for built-in
              phrases, not for built-in words that count near others only.
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
