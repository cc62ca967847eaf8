package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.rule.Template;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A message or tag shows the text of a message, the answer of a tool, or all arguments of a tool
 * call.
 */
final class MessageQuotesContent implements LintRule {
  private static final Set<String> CONTENT =
      Set.of("message.text", "tool_result.text", "tool_result.value", "tool_call.arguments");

  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.MESSAGE_QUOTES_CONTENT;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    for (WrittenRule written : pack.rules()) {
      Map<Integer, FactType> types = types(written.rule());
      Template message =
          switch (written.rule().then()) {
            case Effect.Block block -> block.message();
            case Effect.Escalate escalate -> escalate.message();
            case Effect.Allow _, Effect.Flag _, Effect.Tag _, Effect.Redact _, Effect.Rewrite _ ->
                null;
          };
      if (message != null) {
        check(written, "message", message, types, advice);
      }
      written.rule().tags().forEach((name, tag) -> check(written, name, tag, types, advice));
    }
  }

  private static void check(
      WrittenRule written,
      String what,
      Template template,
      Map<Integer, FactType> types,
      Advice advice) {
    for (Template.Part part : template.parts()) {
      String content = part instanceof Template.Part.Place(Expr value) ? name(value, types) : "";
      if (CONTENT.contains(content)) {
        advice.add(
            written.source().decl().then().span(),
            written.path(),
            Quoted.word(what) + " shows " + Quoted.word(content),
            "messages and tags are recorded and shown: name the category or the tool instead");
      }
    }
  }

  /** Fact type and field of a whole field; empty for anything else. */
  private static String name(Expr value, Map<Integer, FactType> types) {
    if (!(value instanceof Expr.Field field) || !field.path().isEmpty()) {
      return "";
    }
    FactType type = types.get(field.slot());
    return type == null ? "" : type.word() + "." + field.field();
  }

  private static Map<Integer, FactType> types(Rule rule) {
    Map<Integer, FactType> types = new HashMap<>();
    for (Condition condition : rule.alternatives().getFirst().conditions()) {
      Rule.patterns(condition).forEach(pattern -> types.put(pattern.slot(), pattern.type()));
    }
    return types;
  }
}
