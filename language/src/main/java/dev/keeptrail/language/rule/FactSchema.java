package dev.keeptrail.language.rule;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which fields each type of fact has. Both engines, the checks, completion and the language
 * reference read it from here.
 */
public final class FactSchema {
  public static final String CATEGORY = "category";

  private static final List<String> CHANNELS =
      List.of(
          "content",
          "refusal",
          "reasoning",
          "tool_arguments",
          "tool_result",
          "tool_definition",
          "document",
          "metadata");
  private static final List<String> ROLES =
      List.of("system", "developer", "user", "assistant", "tool", "request");

  private static final Map<FactType, List<FactField>> FIELDS = new EnumMap<>(FactType.class);

  static {
    FIELDS.put(
        FactType.REQUEST,
        List.of(
            FactField.of("model", FieldType.TEXT, "the model that the caller asked for"),
            FactField.few("provider", FieldType.TEXT, "id of the target that serves the request"),
            FactField.few("route", FieldType.TEXT, "the gateway's route"),
            FactField.few("stream", FieldType.TRUTH, "whether the caller wants a stream"),
            FactField.oneOf(
                "phase", List.of("input", "tool", "output"), "the phase that is judged")));
    FIELDS.put(
        FactType.MESSAGE,
        List.of(
            FactField.of("text", FieldType.TEXT, "the text, as earlier policies left it"),
            FactField.oneOf("role", ROLES, "who speaks"),
            FactField.oneOf("channel", CHANNELS, "what part of a message the text is"),
            FactField.of(
                "index", FieldType.NUMBER, "position of the message or choice; -1 beside them"),
            FactField.of("length", FieldType.NUMBER, "characters of the text (UTF-16 units)")));
    FIELDS.put(
        FactType.FINDING,
        List.of(
            FactField.few(CATEGORY, FieldType.CATEGORY, "what was found"),
            FactField.few("label", FieldType.TEXT, "the word that a label marker shows"),
            FactField.few("evidence", FieldType.TEXT, "how strong the evidence is"),
            FactField.few("view", FieldType.TEXT, "in which reading of the text it was found"),
            FactField.few(
                "detector", FieldType.TEXT, "which detector found it, with its edition: `card@3`"),
            FactField.oneOf("channel", CHANNELS, "what part of a message it is in"),
            FactField.oneOf("role", ROLES, "who speaks"),
            FactField.of("score", FieldType.NUMBER, "how sure the detector is, 0 to 1"),
            FactField.of(
                "message", FieldType.NUMBER, "position of the message or choice; -1 beside them"),
            FactField.of(
                "call", FieldType.TEXT, "id of the tool call or tool result that it is in")));
    FIELDS.put(
        FactType.TOOL_CALL,
        List.of(
            FactField.of("id", FieldType.TEXT, "the call's id"),
            FactField.of("name", FieldType.TEXT, "the tool's name"),
            FactField.of("arguments", FieldType.JSON, "what the model passes, parsed"),
            FactField.of(
                "faults",
                FieldType.JSON,
                "by policy of kind `tool-validation`, where the arguments do not fit its schema"),
            FactField.of("index", FieldType.NUMBER, "position among the calls of the phase")));
    FIELDS.put(
        FactType.TOOL_RESULT,
        List.of(
            FactField.of("call", FieldType.TEXT, "id of the call that it answers"),
            FactField.of("name", FieldType.TEXT, "the tool's name, where the request says it"),
            FactField.of("text", FieldType.TEXT, "the answer as text, as it arrived"),
            FactField.of("value", FieldType.JSON, "the answer parsed, where it is JSON"),
            FactField.of("index", FieldType.NUMBER, "position among the results of the phase")));
    FIELDS.put(
        FactType.IDENTITY,
        List.of(
            FactField.of("user", FieldType.TEXT, "the user's id"),
            FactField.of("team", FieldType.TEXT, "the team's id"),
            FactField.of("org", FieldType.TEXT, "the organisation's id"),
            FactField.of("role", FieldType.TEXT, "the role that the caller claims"),
            FactField.of("agent", FieldType.TEXT, "the agent's id"),
            FactField.of("groups", FieldType.TEXTS, "the groups that the user is in"),
            FactField.few(
                "authenticated", FieldType.TRUTH, "whether the gateway checked who it is")));
    FIELDS.put(
        FactType.PROVIDER,
        List.of(
            FactField.few("id", FieldType.TEXT, "the target's id"),
            FactField.few("kind", FieldType.TEXT, "what speaks at the other end"),
            FactField.few("model", FieldType.TEXT, "the model that is sent upstream"),
            FactField.few(
                "zero_data_retention",
                FieldType.TRUTH,
                "whether it keeps nothing, where the target declares that"),
            FactField.few(
                "training_opt_out",
                FieldType.TRUTH,
                "whether it trains on nothing, where the target declares that"),
            FactField.of(
                "retention_days",
                FieldType.NUMBER,
                "for how many days it keeps texts, where the target declares that"),
            FactField.few(
                "region",
                FieldType.TEXT,
                "where it processes texts, where the target declares that")));
    FIELDS.put(
        FactType.USAGE,
        List.of(
            FactField.of("input_tokens", FieldType.NUMBER, "tokens of the request"),
            FactField.of("output_tokens", FieldType.NUMBER, "tokens of the answer"),
            FactField.of("total_tokens", FieldType.NUMBER, "tokens of both"),
            FactField.of("cost_usd", FieldType.NUMBER, "what it cost, in US dollars")));
    FIELDS.put(
        FactType.COUNTER,
        List.of(
            FactField.few("name", FieldType.TEXT, "which counter"),
            FactField.of("value", FieldType.NUMBER, "how far it had come")));
    FIELDS.put(
        FactType.CONVERSATION,
        List.of(
            FactField.of("id", FieldType.TEXT, "the conversation's id"),
            FactField.of("turns", FieldType.NUMBER, "messages so far, this request's included")));
  }

  private FactSchema() {}

  public static List<FactField> fields(FactType type) {
    return FIELDS.getOrDefault(type, List.of());
  }

  public static Optional<FactField> field(FactType type, String name) {
    return fields(type).stream().filter(field -> field.name().equals(name)).findFirst();
  }

  public static Optional<FactType> type(String word) {
    return FIELDS.keySet().stream().filter(type -> type.word().equals(word)).findFirst();
  }

  /** The phases in which facts of the type can be there at all. */
  public static Set<Phase> phases(FactType type) {
    return switch (type) {
      case TOOL_CALL, TOOL_RESULT -> Set.of(Phase.TOOL);
      case USAGE -> Set.of(Phase.OUTPUT);
      case REQUEST, MESSAGE, FINDING, IDENTITY, PROVIDER, COUNTER, CONVERSATION ->
          Set.of(Phase.values());
    };
  }
}
