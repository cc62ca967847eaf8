package dev.keeptrail.language.plan;

import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.rule.Alternative;
import dev.keeptrail.language.rule.Assignee;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Pattern;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.rule.Template;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON form of rules. Sets are written in order, so that equal rules give equal text. */
final class RuleJson {
  private final JsonWriter json;
  private final ExprJson expressions;

  private RuleJson(JsonWriter json) {
    this.json = json;
    this.expressions = new ExprJson(json);
  }

  static void write(List<Rule> rules, JsonWriter json) {
    RuleJson writer = new RuleJson(json);
    json.beginArray();
    rules.forEach(writer::write);
    json.endArray();
  }

  private void write(Rule rule) {
    json.beginObject().name("name").value(rule.name());
    json.name("alternatives").beginArray();
    for (Alternative alternative : rule.alternatives()) {
      json.beginArray();
      alternative.conditions().forEach(this::write);
      json.endArray();
    }
    json.endArray().name("then");
    write(rule.then());
    if (!rule.tags().isEmpty()) {
      json.name("tags").beginObject();
      rule.tags().forEach((name, value) -> write(name, value));
      json.endObject();
    }
    json.endObject();
  }

  private void write(Condition condition) {
    json.beginObject();
    switch (condition) {
      case Condition.Match(Pattern pattern) -> write("match", pattern);
      case Condition.Exists(List<Pattern> patterns) -> write("exists", patterns);
      case Condition.Absent(List<Pattern> patterns) -> write("absent", patterns);
      case Condition.Aggregate(var function, var pattern, var value, var comparison, var bound) -> {
        json.name("aggregate").value(function.word());
        write("of", pattern);
        if (value != null) {
          expressions.write("value", value);
        }
        json.name("compare").value(comparison.symbol());
        expressions.write("bound", bound);
      }
      case Condition.Test(var test) -> expressions.write("test", test);
    }
    json.endObject();
  }

  private void write(String name, List<Pattern> patterns) {
    json.name(name).beginArray();
    patterns.forEach(this::write);
    json.endArray();
  }

  private void write(String name, Pattern pattern) {
    json.name(name);
    write(pattern);
  }

  private void write(Pattern pattern) {
    json.beginObject().name("slot").value(pattern.slot());
    json.name("fact").value(pattern.type().word());
    json.name("where").beginArray();
    pattern.constraints().forEach(this::write);
    json.endArray().endObject();
  }

  private void write(Constraint constraint) {
    json.beginObject();
    switch (constraint) {
      case Constraint.Equal(String field, String value) ->
          json.name("field").value(field).name("equal").value(value);
      case Constraint.OneOf(String field, var values) -> {
        json.name("field").value(field);
        texts("one_of", values.stream().sorted().toList());
      }
      case Constraint.NoneOf(String field, var values) -> {
        json.name("field").value(field);
        texts("none_of", values.stream().sorted().toList());
      }
      case Constraint.Under(String field, List<String> roots) -> {
        json.name("field").value(field);
        texts("under", roots);
      }
      case Constraint.AtLeast(String field, double bound) ->
          json.name("field").value(field).name("at_least").value(bound);
      case Constraint.Joined(String field, int slot, String other) ->
          json.name("field").value(field).name("joins").value(other).name("of").value(slot);
      case Constraint.Test(var test) -> expressions.write("test", test);
    }
    json.endObject();
  }

  private void texts(String name, Collection<String> texts) {
    json.name(name).beginArray();
    texts.forEach(json::value);
    json.endArray();
  }

  private void write(Effect effect) {
    json.beginObject();
    switch (effect) {
      case Effect.Allow(Template reason) -> verb("allow", reason);
      case Effect.Flag(Template reason) -> verb("flag", reason);
      case Effect.Tag(Template reason) -> verb("tag", reason);
      case Effect.Redact(Template reason, List<Integer> targets) -> {
        verb("redact", reason);
        slots(targets);
      }
      case Effect.Rewrite(Template reason, List<Integer> targets, Template replacement) -> {
        verb("rewrite", reason);
        slots(targets);
        write("replacement", replacement);
      }
      case Effect.Escalate(Template reason, var message, var assignee) -> {
        verb("escalate", reason);
        message(message);
        if (assignee != null) {
          write(assignee);
        }
      }
      case Effect.Block(Template reason, var message) -> {
        verb("block", reason);
        message(message);
      }
    }
    json.endObject();
  }

  private void verb(String verb, Template reason) {
    json.name("verb").value(verb);
    write("reason", reason);
  }

  private void slots(List<Integer> targets) {
    json.name("targets").beginArray();
    targets.forEach(json::value);
    json.endArray();
  }

  private void message(@Nullable Template message) {
    if (message != null) {
      write("message", message);
    }
  }

  private void write(Assignee assignee) {
    json.name("assign").beginObject();
    json.name(assignee.kind().word()).value(assignee.name()).endObject();
  }

  private void write(String name, Template template) {
    json.name(name).beginArray();
    for (Template.Part part : template.parts()) {
      switch (part) {
        case Template.Part.Text(String text) -> json.value(text);
        case Template.Part.Place(var value) -> expressions.write(value);
      }
    }
    json.endArray();
  }
}
