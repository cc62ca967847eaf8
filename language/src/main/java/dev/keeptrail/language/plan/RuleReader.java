package dev.keeptrail.language.plan;

import dev.keeptrail.language.rule.AggregateFunction;
import dev.keeptrail.language.rule.Alternative;
import dev.keeptrail.language.rule.Assignee;
import dev.keeptrail.language.rule.Comparison;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.FactSchema;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Pattern;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.rule.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads rules back from their JSON form. */
final class RuleReader {
  private RuleReader() {}

  static Rule rule(JsonTree tree, String path) throws PlanFormatException {
    Members rule = Members.of(tree, path);
    String name = rule.text("name");
    List<Alternative> alternatives = rule.list("alternatives", RuleReader::alternative);
    if (alternatives.isEmpty() || alternatives.size() > Rule.MAX_ALTERNATIVES) {
      throw Members.wrong(rule.at("alternatives"), "1 to " + Rule.MAX_ALTERNATIVES + " lists");
    }
    Effect then = rule.take("then", RuleReader::effect);
    Map<String, Template> tags = rule.has("tags") ? rule.take("tags", RuleReader::tags) : Map.of();
    rule.end();
    return new Rule(name, alternatives, then, tags);
  }

  private static Map<String, Template> tags(JsonTree tree, String path) throws PlanFormatException {
    if (!(tree instanceof JsonTree.Mapping(Map<String, JsonTree> members))) {
      throw Members.wrong(path, "an object");
    }
    Map<String, Template> tags = new LinkedHashMap<>();
    for (Map.Entry<String, JsonTree> tag : members.entrySet()) {
      tags.put(tag.getKey(), template(tag.getValue(), path + "." + tag.getKey()));
    }
    return tags;
  }

  private static Alternative alternative(JsonTree tree, String path) throws PlanFormatException {
    List<Condition> conditions = Members.list(tree, path, RuleReader::condition);
    int patterns = 0;
    int matches = 0;
    Set<Integer> slots = new LinkedHashSet<>();
    for (Condition condition : conditions) {
      matches += condition instanceof Condition.Match ? 1 : 0;
      for (Pattern pattern : Rule.patterns(condition)) {
        patterns++;
        slots.add(pattern.slot());
      }
    }
    if (slots.size() != patterns || patterns > Rule.MAX_PATTERNS || matches > Rule.MAX_MATCHES) {
      throw new PlanFormatException("`" + path + "` has too many patterns, or one slot twice");
    }
    return new Alternative(conditions);
  }

  private static Condition condition(JsonTree tree, String path) throws PlanFormatException {
    Members members = Members.of(tree, path);
    Condition condition = condition(members);
    members.end();
    return condition;
  }

  private static Condition condition(Members members) throws PlanFormatException {
    if (members.has("match")) {
      return new Condition.Match(members.take("match", RuleReader::pattern));
    }
    if (members.has("exists")) {
      return new Condition.Exists(patterns(members, "exists"));
    }
    if (members.has("absent")) {
      return new Condition.Absent(patterns(members, "absent"));
    }
    return members.has("aggregate")
        ? aggregate(members)
        : new Condition.Test(members.take("test", ExprReader::expr));
  }

  private static List<Pattern> patterns(Members members, String name) throws PlanFormatException {
    List<Pattern> patterns = members.list(name, RuleReader::pattern);
    if (patterns.isEmpty()) {
      throw Members.wrong(members.at(name), "at least one pattern");
    }
    return patterns;
  }

  private static Condition aggregate(Members members) throws PlanFormatException {
    AggregateFunction function =
        word(
            members.text("aggregate"),
            AggregateFunction.values(),
            AggregateFunction::word,
            members.at("aggregate"));
    Pattern pattern = members.take("of", RuleReader::pattern);
    Expr value =
        function == AggregateFunction.COUNT ? null : members.take("value", ExprReader::expr);
    Comparison comparison =
        word(
            members.text("compare"),
            Comparison.values(),
            Comparison::symbol,
            members.at("compare"));
    Expr bound = members.take("bound", ExprReader::expr);
    return new Condition.Aggregate(function, pattern, value, comparison, bound);
  }

  private static Pattern pattern(JsonTree tree, String path) throws PlanFormatException {
    Members members = Members.of(tree, path);
    int slot = members.whole("slot", 0, Rule.MAX_PATTERNS - 1);
    FactType type =
        FactSchema.type(members.text("fact"))
            .orElseThrow(() -> Members.wrong(members.at("fact"), "a fact type"));
    List<Constraint> constraints =
        members.list("where", (item, place) -> constraint(item, place, type));
    members.end();
    return new Pattern(slot, type, constraints);
  }

  private static Constraint constraint(JsonTree tree, String path, FactType type)
      throws PlanFormatException {
    Members members = Members.of(tree, path);
    Constraint constraint =
        members.has("test")
            ? new Constraint.Test(members.take("test", ExprReader::expr))
            : fieldConstraint(members, type);
    members.end();
    return constraint;
  }

  private static Constraint fieldConstraint(Members members, FactType type)
      throws PlanFormatException {
    String field = members.text("field");
    if (FactSchema.field(type, field).isEmpty()) {
      throw Members.wrong(members.at("field"), "a field of `" + type.word() + "`");
    }
    if (members.has("equal")) {
      return new Constraint.Equal(field, members.text("equal"));
    }
    if (members.has("one_of")) {
      return new Constraint.OneOf(field, texts(members, "one_of"));
    }
    if (members.has("none_of")) {
      return new Constraint.NoneOf(field, texts(members, "none_of"));
    }
    if (members.has("under")) {
      return new Constraint.Under(field, members.list("under", Members::text));
    }
    return members.has("at_least")
        ? new Constraint.AtLeast(field, members.number("at_least"))
        : new Constraint.Joined(
            field, members.whole("of", 0, Rule.MAX_PATTERNS - 1), members.text("joins"));
  }

  private static Set<String> texts(Members members, String name) throws PlanFormatException {
    return new LinkedHashSet<>(members.list(name, Members::text));
  }

  private static Effect effect(JsonTree tree, String path) throws PlanFormatException {
    Members members = Members.of(tree, path);
    Template reason = members.take("reason", RuleReader::template);
    Effect effect =
        switch (members.text("verb")) {
          case "allow" -> new Effect.Allow(reason);
          case "flag" -> new Effect.Flag(reason);
          case "tag" -> new Effect.Tag(reason);
          case "redact" -> new Effect.Redact(reason, targets(members));
          case "rewrite" ->
              new Effect.Rewrite(
                  reason, targets(members), members.take("replacement", RuleReader::template));
          case "escalate" ->
              new Effect.Escalate(
                  reason,
                  members.optional("message", RuleReader::template).orElse(null),
                  assignee(members));
          case "block" ->
              new Effect.Block(
                  reason, members.optional("message", RuleReader::template).orElse(null));
          default -> throw Members.wrong(members.at("verb"), "a verb");
        };
    members.end();
    return effect;
  }

  private static List<Integer> targets(Members members) throws PlanFormatException {
    return members.list(
        "targets", (item, place) -> Members.whole(item, place, 0, Rule.MAX_PATTERNS - 1));
  }

  private static @Nullable Assignee assignee(Members effect) throws PlanFormatException {
    if (!effect.has("assign")) {
      return null;
    }
    Members members = Members.of(effect.take("assign"), effect.at("assign"));
    boolean team = members.has(Assignee.Kind.TEAM.word());
    Assignee.Kind kind = team ? Assignee.Kind.TEAM : Assignee.Kind.USER;
    Assignee assignee = new Assignee(kind, members.text(kind.word()));
    members.end();
    return assignee;
  }

  private static Template template(JsonTree tree, String path) throws PlanFormatException {
    List<Template.Part> parts = new ArrayList<>();
    parts.addAll(
        Members.list(
            tree,
            path,
            (item, place) ->
                item instanceof JsonTree.Text(String text)
                    ? new Template.Part.Text(text)
                    : new Template.Part.Place(ExprReader.expr(item, place))));
    return new Template(parts);
  }

  static <T> T word(String word, T[] values, Function<T, String> name, String path)
      throws PlanFormatException {
    return Stream.of(values)
        .filter(value -> name.apply(value).equals(word))
        .findFirst()
        .orElseThrow(() -> Members.wrong(path, "a known word, not `" + word + "`"));
  }
}
