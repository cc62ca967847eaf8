package dev.keeptrail.engine.kind;

import dev.keeptrail.language.kind.HipaaIdentifiers;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.kind.Setting;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.plan.PlanValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
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
      | `gateway.unmaskable_key` | a policy wants to mask an object key, or something in an [address that a user is sent to](mcp.md#addresses), where masking is impossible; the request is refused |
      | `gateway.rewritten_finding` | a text that the pack rewrites holds, as it stands then, what a policy masks or refuses and what was not there before |
      | `gateway.repeated_request` | a policy has just refused the answer to the same request, and [nobody is asked again](limits-and-cost.md#repeats-after-a-refusal) for now |
      | `gateway.fault` | the gateway failed outside the engine; nothing was delivered |
      | `gateway.escalation_approved` | what would have been escalated was [approved](escalations.md), and is let through |
      | `gateway.escalation_pending` | the request refers to an escalation that nobody has decided |
      | `gateway.escalation_denied` | the request refers to an escalation that was denied |
      | `gateway.escalation_expired` | the request refers to an escalation that is too old |
      | `gateway.escalation_used` | the request refers to an escalation whose approval was used already |
      | `gateway.escalation_changed` | the request refers to an escalation of another request of the same caller |
      | `gateway.escalation_unknown` | the request refers to an escalation of somebody else, or to none |
      | `gateway.escalations_full` | a policy escalated, and as many [wait for a person](escalations.md#how-many-may-wait) as may, of this caller or of all; refused, and nobody is asked |
      | `gateway.route_not_governed` | a part of a provider's API that the gateway cannot judge, such as files, batches or realtime; nothing of the request is read, and `route` says which part |
      | `gateway.method_not_governed` | an MCP method that the gateway does not let through |
      | `gateway.protocol_version_not_spoken` | an MCP message of a revision of the protocol that the gateway does not speak |
      | `gateway.header_mismatch` | an MCP message whose headers say something else than the message, or lack what its revision wants there |
      | `gateway.message_incomplete` | an MCP message without what every message of its revision says in `_meta` |
      | `gateway.unknown_request_state` | an MCP call with a `requestState` that the server did not give this caller for this call, or more than a day ago |
      | `gateway.unknown_session` | an MCP session that the server has not begun with the caller, and that is known as others' or whose id looks like personal data or a secret |
      """;

  private static final String CATEGORIES_HEAD =
      """

      ## Categories

      What settings take that name categories. Each stands for itself and for everything under it: `pii.address` for
      `pii.address.street` too. [Detectors](detectors.md#categories) says what is found under each.

      | Branch | Categories under it |
      |---|---|
      """;

  /** More words than fit into a cell of a table that somebody reads. */
  private static final int MANY = 24;

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

  /** What the schema cannot say: the file of this kind in the folder {@code notes}. */
  private static Optional<String> notes(String kind) {
    try (InputStream file = ReferencePages.class.getResourceAsStream("notes/" + kind + ".txt")) {
      if (file == null) {
        return Optional.empty();
      }
      String notes = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return Optional.of(kind.equals("hipaa-phi-detector") ? notes + identifiers() : notes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String kinds(List<KindSchema> schemas) {
    var page = new StringBuilder(KINDS_HEAD);
    for (KindSchema schema : schemas) {
      page.append("\n## `").append(schema.name()).append("`\n\n");
      page.append(sentence(schema.doc())).append(" Phases: ").append(phases(schema)).append(".\n");
      notes(schema.name()).ifPresent(notes -> page.append('\n').append(notes));
      page.append("\n| Setting | Type | Default | |\n|---|---|---|---|\n");
      rows("", schema.settings()).forEach(page::append);
    }
    SortedMap<String, SortedSet<String>> branches = branches(schemas);
    if (!branches.isEmpty()) {
      page.append(CATEGORIES_HEAD);
      branches.forEach((branch, under) ->
          page.append(
              "| `%s` | %s |\n".formatted(branch, under.isEmpty() ? "none" : ticked(under))));
    }
    return page.toString();
  }

  /** What the settings with many words take, all of them together, by the first part. */
  private static SortedMap<String, SortedSet<String>> branches(List<KindSchema> schemas) {
    List<SettingType.Choice> choices = new ArrayList<>();
    schemas.forEach(schema -> schema.settings().forEach(one -> addChoices(one.type(), choices)));
    SortedMap<String, SortedSet<String>> branches = new TreeMap<>();
    for (SettingType.Choice choice : choices) {
      for (String word : choice.words()) {
        if (!word.equals("*")) {
          SortedSet<String> under = branches.computeIfAbsent(branch(word), _ -> new TreeSet<>());
          if (word.contains(".")) {
            under.add(word);
          }
        }
      }
    }
    // What a cell says of a branch holds only where the setting takes all of it.
    for (SettingType.Choice choice : choices) {
      for (String word : choice.words()) {
        if (!word.equals("*")
            && !choice.words().containsAll(branches.getOrDefault(branch(word), new TreeSet<>()))) {
          throw new IllegalStateException("a setting takes a part of the branch of " + word);
        }
      }
    }
    return branches;
  }

  private static void addChoices(SettingType type, List<SettingType.Choice> choices) {
    switch (type) {
      case SettingType.Choice choice when areCategories(choice.words()) -> choices.add(choice);
      case SettingType.ListOf list -> addChoices(list.element(), choices);
      case SettingType.MapOf map -> addChoices(map.value(), choices);
      case SettingType.Block(List<Setting> fields, _) ->
          fields.forEach(field -> addChoices(field.type(), choices));
      case SettingType _ -> {
        // Takes something else.
      }
    }
  }

  private static boolean areCategories(List<String> words) {
    return words.size() > MANY && words.stream().anyMatch(word -> word.contains("."));
  }

  private static String branch(String category) {
    return category.replaceFirst("\\..*", "");
  }

  private static String words(List<String> words) {
    if (!areCategories(words)) {
      return ticked(words);
    }
    String all = words.contains("*") ? "`*`, " : "";
    return all
        + "[categories](#categories) of "
        + ticked(
            words.stream()
                .filter(word -> !word.equals("*"))
                .map(ReferencePages::branch)
                .distinct()
                .toList());
  }

  private static String ticked(Collection<String> words) {
    return words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
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
      case SettingType.Choice choice -> words(choice.words());
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
