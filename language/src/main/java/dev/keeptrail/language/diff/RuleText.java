package dev.keeptrail.language.diff;

import dev.keeptrail.language.rule.Alternative;
import dev.keeptrail.language.rule.Assignee;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.Pattern;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.rule.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Resolved rules in the notation of the language, on one line. A plan no longer knows what the
 * author called a fact, so facts are called by their type, and by type and number where there are
 * several.
 */
final class RuleText {
  private final TreeMap<Integer, String> names = new TreeMap<>();
  private final ExprText expressions = new ExprText(names);

  private RuleText(Alternative alternative) {
    List<Pattern> patterns =
        alternative.conditions().stream().flatMap(c -> Rule.patterns(c).stream()).toList();
    for (Pattern pattern : patterns) {
      long same = patterns.stream().filter(other -> other.type() == pattern.type()).count();
      long earlier =
          patterns.stream()
              .filter(other -> other.type() == pattern.type() && other.slot() < pattern.slot())
              .count();
      names.put(
          pattern.slot(),
          same == 1 ? pattern.type().word() : pattern.type().word() + "_" + (earlier + 1));
    }
  }

  static String of(Rule rule) {
    return "when " + when(rule) + " then " + effect(rule);
  }

  static String when(Rule rule) {
    return String.join(" or ", alternatives(rule));
  }

  /** Each alternative on its own. */
  static List<String> alternatives(Rule rule) {
    return rule.alternatives().stream()
        .map(alternative -> String.join(" and ", new RuleText(alternative).texts(alternative)))
        .toList();
  }

  /** The conditions of the first alternative. */
  static List<String> conditions(Rule rule) {
    Alternative only = rule.alternatives().getFirst();
    return new RuleText(only).texts(only);
  }

  static String effect(Rule rule) {
    return new RuleText(rule.alternatives().getFirst()).effect(rule.then());
  }

  static @Nullable String tag(Rule rule, String tag) {
    Template value = rule.tags().get(tag);
    return value == null
        ? null
        : new RuleText(rule.alternatives().getFirst()).expressions.of(value);
  }

  private List<String> texts(Alternative alternative) {
    return alternative.conditions().isEmpty()
        ? List.of("true")
        : alternative.conditions().stream().map(this::of).toList();
  }

  private String of(Condition condition) {
    return switch (condition) {
      case Condition.Match(Pattern pattern) -> bound(pattern);
      case Condition.Exists(List<Pattern> patterns) -> "exists " + group(patterns);
      case Condition.Absent(List<Pattern> patterns) -> "not " + group(patterns);
      case Condition.Aggregate aggregate -> {
        Expr value = aggregate.value();
        yield aggregate.function().word()
            + "("
            + bound(aggregate.pattern())
            + (value == null ? "" : ", " + expressions.of(value))
            + ") "
            + aggregate.comparison().symbol()
            + " "
            + expressions.of(aggregate.bound());
      }
      case Condition.Test(Expr test) -> expressions.of(test);
    };
  }

  private String group(List<Pattern> patterns) {
    String texts = patterns.stream().map(this::bound).collect(Collectors.joining(" and "));
    return patterns.size() == 1 ? texts : "(" + texts + ")";
  }

  private String bound(Pattern pattern) {
    String type = pattern.type().word();
    String name = names.getOrDefault(pattern.slot(), type);
    String tests = pattern.constraints().stream().map(this::of).collect(Collectors.joining(", "));
    return (name.equals(type) ? "" : name + ": ") + type + "(" + tests + ")";
  }

  private String of(Constraint constraint) {
    return switch (constraint) {
      case Constraint.Equal equal -> equal.field() + " == " + ExprText.quoted(equal.value());
      case Constraint.OneOf oneOf -> oneOf.field() + " in " + list(oneOf.values());
      case Constraint.NoneOf noneOf -> noneOf.field() + " not in " + list(noneOf.values());
      case Constraint.Under under ->
          under.field()
              + " under "
              + (under.roots().size() == 1
                  ? ExprText.quoted(under.roots().getFirst())
                  : ExprText.quoted(under.roots()));
      case Constraint.AtLeast atLeast ->
          atLeast.field() + " >= " + ExprText.number(atLeast.bound());
      case Constraint.Joined joined ->
          joined.field()
              + " == "
              + names.getOrDefault(joined.slot(), "?")
              + "."
              + joined.otherField();
      case Constraint.Test(Expr test) -> expressions.of(test);
    };
  }

  private static String list(Set<String> values) {
    return ExprText.quoted(List.copyOf(new TreeSet<>(values)));
  }

  private String effect(Effect effect) {
    return switch (effect) {
      case Effect.Allow allow -> verb("allow", List.of(), allow.reasonCode(), Stream.of());
      case Effect.Flag flag -> verb("flag", List.of(), flag.reasonCode(), Stream.of());
      case Effect.Tag tag -> verb("tag", List.of(), tag.reasonCode(), Stream.of());
      case Effect.Redact redact ->
          verb("redact", redact.targets(), redact.reasonCode(), Stream.of());
      case Effect.Rewrite rewrite ->
          verb(
              "rewrite",
              rewrite.targets(),
              rewrite.reasonCode(),
              Stream.of("replacement: " + expressions.of(rewrite.replacement())));
      case Effect.Escalate escalate ->
          verb(
              "escalate",
              List.of(),
              escalate.reasonCode(),
              Stream.of(assign(escalate.assignee()), message(escalate.message())));
      case Effect.Block block ->
          verb("block", List.of(), block.reasonCode(), Stream.of(message(block.message())));
    };
  }

  private String verb(String verb, List<Integer> targets, Template reason, Stream<String> options) {
    List<String> words = new ArrayList<>(List.of(verb));
    if (!targets.isEmpty()) {
      words.add(
          targets.stream()
              .map(slot -> names.getOrDefault(slot, "?"))
              .collect(Collectors.joining(", ")));
    }
    words.add(expressions.of(reason));
    String braces = options.filter(option -> !option.isEmpty()).collect(Collectors.joining(" "));
    return String.join(" ", words) + (braces.isEmpty() ? "" : " { " + braces + " }");
  }

  private static String assign(@Nullable Assignee assignee) {
    return assignee == null
        ? ""
        : "assign: " + assignee.kind().word() + " " + ExprText.quoted(assignee.name());
  }

  private String message(@Nullable Template message) {
    return message == null ? "" : "message: " + expressions.of(message);
  }
}
