package dev.keeptrail.language.schema;

import dev.keeptrail.language.resolve.Verb;
import dev.keeptrail.language.rule.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The shapes of author-written rules in YAML, and of what text packs share with them. */
final class RuleShapes {
  static final String NAME_PATTERN = "[A-Za-z_][A-Za-z0-9_]*(-[A-Za-z0-9_]+)*";
  static final String REASON_PATTERN = "([a-z0-9_]|\\{[^{}]*\\})+(\\.([a-z0-9_]|\\{[^{}]*\\})+)+";

  static final Shape.Text NAME = new Shape.Text(128, NAME_PATTERN, List.of());
  static final Shape.Text TEMPLATE = Shape.Text.upTo(2_000);
  static final Shape.Text REASON =
      new Shape.Text(500, REASON_PATTERN, List.of("wire_transfer.large"));

  private static final int MAX_RULES = 10_000;
  private static final int MAX_TARGETS = 8;
  private static final int MAX_TAGS = 100;

  private RuleShapes() {}

  static Shape phases() {
    return new Shape.Items(phase(), 1, Phase.values().length);
  }

  static Shape.Words phase() {
    return new Shape.Words(
        Stream.of(Phase.values())
            .map(phase ->
                new Word(
                    phase.word(),
                    switch (phase) {
                      case INPUT -> "before the provider is called";
                      case TOOL -> "tool calls of the model, tool results of the client";
                      case OUTPUT -> "after the provider answered";
                    }))
            .toList());
  }

  static Shape rules() {
    return new Shape.Items(
        Shape.Fields.of(
            Field.required("name", NAME, "unique in the policy"),
            Field.optional("description", Shape.Text.upTo(2_000), "what the rule is there for"),
            Field.required("when", new Shape.Expression(), "the condition"),
            Field.required("then", effect(), "what happens when it holds")),
        0,
        MAX_RULES);
  }

  /** The options of a verb, as they stand in its braces. */
  static Shape.Fields options(Verb verb) {
    List<Field> fields = verb.options().stream().map(RuleShapes::option).toList();
    return new Shape.Fields(fields, List.of());
  }

  static String doc(Verb verb) {
    return switch (verb) {
      case BLOCK -> "stops delivery and ends the chain";
      case ESCALATE -> "withholds delivery until a person has looked";
      case REDACT -> "masks the matched findings, or the targets";
      case REWRITE -> "puts a text in the place of the matched findings, or of the targets";
      case FLAG -> "lets the content pass and records the match";
      case TAG -> "lets the content pass and sets tags";
      case ALLOW -> "lets the content pass, and says why";
    };
  }

  private static Shape effect() {
    List<Field> fields = new ArrayList<>();
    for (Verb verb : Verb.values()) {
      fields.add(Field.optional(verb.word(), REASON, doc(verb) + "; the value is the reason code"));
    }
    fields.add(option("targets"));
    Stream.of(Verb.values())
        .flatMap(verb -> verb.options().stream())
        .distinct()
        .forEach(option -> fields.add(option(option)));
    return new Shape.Fields(fields, Verb.words());
  }

  private static Field option(String name) {
    return switch (name) {
      case "message" ->
          Field.optional(name, TEMPLATE, "what the caller is told; `{...}` are values");
      case "assign" -> Field.optional(name, assignee(), "who is to look");
      case "targets" ->
          Field.optional(
              name,
              new Shape.Items(NAME, 1, MAX_TARGETS),
              "bindings of findings or messages to act on");
      case "replacement" ->
          Field.optional(name, TEMPLATE, "the text that is put there; `{...}` are values");
      case "tags" ->
          Field.optional(
              name,
              new Shape.Entries(TEMPLATE, MAX_TAGS),
              "words for the event; `{...}` are values");
      default -> throw new IllegalStateException("no such option: " + name);
    };
  }

  private static Shape assignee() {
    return new Shape.Fields(
        List.of(
            Field.optional("team", Shape.Text.upTo(256), "a group's name"),
            Field.optional("user", Shape.Text.upTo(256), "a person's name")),
        List.of("team", "user"));
  }
}
