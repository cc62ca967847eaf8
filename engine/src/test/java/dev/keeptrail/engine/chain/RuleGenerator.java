package dev.keeptrail.engine.chain;

import dev.keeptrail.language.rule.AggregateFunction;
import dev.keeptrail.language.rule.Alternative;
import dev.keeptrail.language.rule.Assignee;
import dev.keeptrail.language.rule.Comparison;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.FactField;
import dev.keeptrail.language.rule.FactSchema;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.FieldType;
import dev.keeptrail.language.rule.Pattern;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.rule.Template;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Rules that use all of what rules can say, over facts that collide often. */
final class RuleGenerator {
  private static final List<FactType> TYPES =
      List.of(
          FactType.REQUEST,
          FactType.FINDING,
          FactType.FINDING,
          FactType.FINDING,
          FactType.MESSAGE,
          FactType.MESSAGE,
          FactType.TOOL_CALL,
          FactType.TOOL_CALL,
          FactType.TOOL_RESULT,
          FactType.IDENTITY,
          FactType.COUNTER,
          FactType.PROVIDER,
          FactType.USAGE,
          FactType.CONVERSATION);

  private final Random random;

  RuleGenerator(Random random) {
    this.random = random;
  }

  Rule rule(int index) {
    SortedMap<Integer, FactType> shared = new TreeMap<>();
    int first = chance(20) ? 3 : 0;
    for (int i = random.nextInt(3); i > 0; i--) {
      shared.put(first + shared.size(), pick(TYPES));
    }
    List<Alternative> alternatives = new ArrayList<>();
    for (int i = chance(75) ? 1 : 2 + random.nextInt(2); i > 0; i--) {
      alternatives.add(alternative(shared));
    }
    return new Rule("rule" + index, alternatives, effect(index, shared), tags(shared));
  }

  private Alternative alternative(SortedMap<Integer, FactType> shared) {
    List<Condition> conditions = new ArrayList<>();
    SortedMap<Integer, FactType> bound = new TreeMap<>();
    shared.forEach((slot, type) -> {
      bound.put(slot, type);
      conditions.add(new Condition.Match(pattern(slot, type, bound)));
    });
    int next = 10;
    for (int i = random.nextInt(3); i > 0; i--) {
      switch (random.nextInt(7)) {
        case 0 -> {
          if (bound.size() < Rule.MAX_MATCHES) {
            FactType type = pick(TYPES);
            bound.put(next, type);
            conditions.add(new Condition.Match(pattern(next, type, bound)));
          }
        }
        case 1 -> conditions.add(new Condition.Test(exprs(bound).truth()));
        case 2, 3 -> conditions.add(new Condition.Exists(group(next, bound)));
        case 4 -> conditions.add(new Condition.Absent(group(next, bound)));
        default -> conditions.add(aggregate(next, bound));
      }
      next += 5;
    }
    return new Alternative(conditions);
  }

  private List<Pattern> group(int first, SortedMap<Integer, FactType> bound) {
    SortedMap<Integer, FactType> scope = new TreeMap<>(bound);
    List<Pattern> group = new ArrayList<>();
    for (int i = chance(60) ? 1 : 2; i > 0; i--) {
      int slot = first + group.size();
      FactType type = pick(TYPES);
      scope.put(slot, type);
      group.add(pattern(slot, type, scope));
    }
    return group;
  }

  private Condition aggregate(int slot, SortedMap<Integer, FactType> bound) {
    SortedMap<Integer, FactType> scope = new TreeMap<>(bound);
    FactType type = pick(TYPES);
    scope.put(slot, type);
    AggregateFunction function = pick(AggregateFunction.values());
    return new Condition.Aggregate(
        function,
        pattern(slot, type, scope),
        function == AggregateFunction.COUNT ? null : exprs(scope).number(),
        pick(Comparison.values()),
        chance(60)
            ? new Expr.Literal(new Value.Decimal(random.nextInt(4)))
            : exprs(bound).number());
  }

  private Pattern pattern(int slot, FactType type, SortedMap<Integer, FactType> scope) {
    List<Constraint> constraints = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      constraints.add(constraint(slot, type, scope));
    }
    return new Pattern(slot, type, constraints);
  }

  private Constraint constraint(int slot, FactType type, SortedMap<Integer, FactType> scope) {
    FactField field = pick(FactSchema.fields(type));
    return switch (field.type()) {
      case CATEGORY -> category(field.name());
      case TEXT -> chance(30) ? joined(field, slot, scope) : text(field);
      case NUMBER ->
          chance(30)
              ? joined(field, slot, scope)
              : new Constraint.AtLeast(field.name(), pick(0.1, 0.5, 1.0, 2.0));
      case TRUTH, TEXTS, NUMBERS, JSON -> new Constraint.Test(exprs(scope).truth());
    };
  }

  private Constraint category(String field) {
    return switch (random.nextInt(5)) {
      case 0 -> new Constraint.Equal(field, pick(CaseGenerator.CATEGORIES));
      case 1 -> new Constraint.NoneOf(field, some("pii", "pci.card"));
      default -> {
        List<String> roots = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          roots.add(pick(CaseGenerator.ROOTS));
        }
        yield new Constraint.Under(field, roots);
      }
    };
  }

  private Constraint text(FactField field) {
    List<String> words = field.words().isEmpty() ? CaseGenerator.TEXTS : field.words();
    return switch (random.nextInt(3)) {
      case 0 -> new Constraint.Equal(field.name(), pick(words));
      case 1 -> new Constraint.OneOf(field.name(), some(pick(words), pick(words)));
      default -> new Constraint.NoneOf(field.name(), some(pick(words), pick(words)));
    };
  }

  private Constraint joined(FactField field, int own, SortedMap<Integer, FactType> scope) {
    List<Constraint> joins = new ArrayList<>();
    scope.forEach((slot, type) -> {
      for (FactField other : FactSchema.fields(type)) {
        boolean fits =
            other.type() == field.type()
                || (field.type() == FieldType.TEXT && other.type() == FieldType.CATEGORY);
        if (slot != own && fits) {
          joins.add(new Constraint.Joined(field.name(), slot, other.name()));
        }
      }
    });
    return joins.isEmpty() ? new Constraint.Test(exprs(scope).truth()) : pick(joins);
  }

  private Effect effect(int index, SortedMap<Integer, FactType> shared) {
    Template code = code(index, shared);
    List<Integer> targets =
        shared.entrySet().stream()
            .filter(e -> e.getValue() == FactType.FINDING || e.getValue() == FactType.MESSAGE)
            .map(Map.Entry::getKey)
            .toList();
    boolean edits = !targets.isEmpty() && chance(60);
    if (edits) {
      boolean byDefault = shared.containsValue(FactType.FINDING) && chance(50);
      List<Integer> chosen = byDefault ? List.of() : targets.subList(0, 1);
      return chance(60)
          ? new Effect.Redact(code, chosen)
          : new Effect.Rewrite(code, chosen, template(shared));
    }
    return switch (random.nextInt(8)) {
      case 0 -> new Effect.Block(code, chance(50) ? template(shared) : null);
      case 1, 2 ->
          new Effect.Escalate(
              code,
              chance(50) ? template(shared) : null,
              chance(50) ? new Assignee(pick(Assignee.Kind.values()), "treasury") : null);
      case 3 -> new Effect.Tag(code);
      case 4 -> new Effect.Allow(code);
      default -> new Effect.Flag(code);
    };
  }

  private Template code(int index, SortedMap<Integer, FactType> shared) {
    String fixed = "k.code" + index;
    List<Expr> few = new ArrayList<>();
    shared.forEach((slot, type) ->
        FactSchema.fields(type).stream()
            .filter(FactField::fewValues)
            .forEach(field -> few.add(new Expr.Field(slot, field.name(), List.of()))));
    if (few.isEmpty() || chance(70)) {
      return Template.of(fixed);
    }
    return new Template(
        List.of(new Template.Part.Text(fixed + "."), new Template.Part.Place(pick(few))));
  }

  private Map<String, Template> tags(SortedMap<Integer, FactType> shared) {
    Map<String, Template> tags = new LinkedHashMap<>();
    for (int i = chance(25) ? 2 : 0; i > 0; i--) {
      tags.put(pick("one", "two", "three"), template(shared));
    }
    return tags;
  }

  private Template template(SortedMap<Integer, FactType> shared) {
    if (chance(30)) {
      return Template.of("fixed");
    }
    return new Template(
        List.of(
            new Template.Part.Text("<"),
            new Template.Part.Place(exprs(shared).any()),
            new Template.Part.Text(">")));
  }

  private ExprGenerator exprs(SortedMap<Integer, FactType> scope) {
    return new ExprGenerator(random, new TreeMap<>(scope));
  }

  private Set<String> some(String first, String second) {
    return switch (random.nextInt(5)) {
      case 0 -> Set.of();
      case 1 -> Set.of(first);
      case 2 -> Set.of(second);
      default -> first.equals(second) ? Set.of(first) : Set.of(first, second);
    };
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  @SafeVarargs
  private <T> T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
