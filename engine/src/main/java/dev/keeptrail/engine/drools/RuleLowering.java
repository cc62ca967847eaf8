package dev.keeptrail.engine.drools;

import static org.drools.model.DSL.accFunction;
import static org.drools.model.DSL.accumulate;
import static org.drools.model.DSL.declarationOf;
import static org.drools.model.DSL.exists;
import static org.drools.model.DSL.not;
import static org.drools.model.DSL.on;
import static org.drools.model.PatternDSL.pattern;

import dev.keeptrail.engine.drools.ExprCompiler.TestCode;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Pattern;
import dev.keeptrail.language.rule.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drools.core.base.accumulators.CollectListAccumulateFunction;
import org.drools.model.PatternDSL.PatternDef;
import org.drools.model.Rule.Attribute;
import org.drools.model.RuleItemBuilder;
import org.drools.model.Variable;
import org.drools.model.view.ViewItemBuilder;

/**
 * Lowers one variant of a rule to the executable model. Matches come first, because a rule whose
 * matches find nothing costs nothing; what refers to their facts follows.
 */
final class RuleLowering {
  private final int policy;
  private final int position;
  private final Rule source;
  private final TestNames names;

  private final Map<Integer, FactType> types = new HashMap<>();
  private final Map<Integer, Variable<SessionFact>> variables = new HashMap<>();
  private final List<RuleItemBuilder<?>> items = new ArrayList<>();

  private RuleLowering(int policy, int position, Rule source, TestNames names) {
    this.policy = policy;
    this.position = position;
    this.source = source;
    this.names = names;
  }

  /** One rule of the program for each variant. */
  static List<org.drools.model.Rule> lower(
      int policy, int position, Rule source, int salience, TestNames names) {
    List<org.drools.model.Rule> rules = new ArrayList<>();
    for (Variants.Variant variant : Variants.of(source)) {
      var lowering = new RuleLowering(policy, position, source, names);
      rules.add(
          org.drools.model.PatternDSL.rule("p" + policy + ".r" + position + "." + rules.size())
              .attribute(Attribute.SALIENCE, salience)
              .build(lowering.items(variant)));
    }
    return rules;
  }

  private RuleItemBuilder<?>[] items(Variants.Variant variant) {
    var request = declarationOf(RequestFact.class, "request");
    if (variant.matches().isEmpty()) {
      // WHY: a rule of negations alone still needs one fact that knows the evaluation.
      items.add(pattern(request));
    }
    for (Condition.Match match : variant.matches()) {
      items.add(patternOf(match.pattern(), source.countsUndefined(match)));
    }
    for (Condition condition : variant.others()) {
      boolean undefined = source.countsUndefined(condition);
      switch (condition) {
        case Condition.Exists(List<Pattern> patterns) -> {
          List<RuleItemBuilder<?>> group = group(patterns, undefined);
          items.add(exists(head(group), tail(group)));
        }
        case Condition.Absent(List<Pattern> patterns) -> {
          List<RuleItemBuilder<?>> group = group(patterns, undefined);
          items.add(not(head(group), tail(group)));
        }
        case Condition.Aggregate aggregate -> add(aggregate, undefined);
        case Condition.Match _, Condition.Test _ ->
            throw new IllegalStateException("a variant keeps these apart");
      }
    }
    items.add(consequence(variant.matches(), request));
    return items.toArray(RuleItemBuilder<?>[]::new);
  }

  private List<RuleItemBuilder<?>> group(List<Pattern> patterns, boolean undefined) {
    List<RuleItemBuilder<?>> group = new ArrayList<>();
    for (Pattern pattern : patterns) {
      group.add(patternOf(pattern, undefined));
    }
    return group;
  }

  private static ViewItemBuilder<?> head(List<RuleItemBuilder<?>> group) {
    return (ViewItemBuilder<?>) group.getFirst();
  }

  private static ViewItemBuilder<?>[] tail(List<RuleItemBuilder<?>> group) {
    return group.subList(1, group.size()).toArray(ViewItemBuilder<?>[]::new);
  }

  /** The pattern with all its tests, those first that the network can look up. */
  private PatternDef<SessionFact> patternOf(Pattern source, boolean undefined) {
    int slot = source.slot();
    types.put(slot, source.type());
    Variable<SessionFact> variable = variable(source.type(), "s" + slot);
    variables.put(slot, variable);
    PatternDef<SessionFact> lowered = pattern(variable);
    List<Constraint> ordered = new ArrayList<>(source.constraints());
    ordered.sort(Comparator.comparingInt(RuleLowering::cost));
    for (Constraint constraint : ordered) {
      add(lowered, source, constraint, undefined);
    }
    return lowered;
  }

  private void add(
      PatternDef<SessionFact> lowered, Pattern source, Constraint constraint, boolean undefined) {
    var fields = new FieldTests<>(source.type(), lowered);
    switch (constraint) {
      case Constraint.Equal(String field, String value) -> fields.equal(field, value);
      case Constraint.OneOf(String field, var values) -> fields.oneOf(field, values);
      case Constraint.NoneOf(String field, var values) -> fields.noneOf(field, values);
      case Constraint.Under(String field, List<String> roots) -> fields.under(field, roots);
      case Constraint.AtLeast(String field, double bound) ->
          fields.atLeast(field, bound, undefined);
      case Constraint.Joined join -> fields.joined(join, type(join.slot()), at(join.slot()));
      case Constraint.Test(Expr test) -> {
        List<Integer> frame = frame(source.slot(), test);
        TestCode code = new ExprCompiler(frame, types).compileTest(test);
        FrameTests.add(
            lowered,
            names.of(source.slot(), frame.stream().map(this::type).toList(), test, undefined),
            variables(frame),
            facts -> code.run(facts).counts(undefined));
      }
    }
  }

  private void add(Condition.Aggregate aggregate, boolean undefined) {
    int slot = aggregate.pattern().slot();
    PatternDef<SessionFact> each = patternOf(aggregate.pattern(), undefined);
    Expr value = aggregate.value();
    List<Integer> frame =
        value == null ? frame(slot, aggregate.bound()) : frame(slot, value, aggregate.bound());
    var compiler = new ExprCompiler(frame, types);
    var code =
        new AggregateCode(
            aggregate.function(),
            value == null ? null : compiler.compile(value),
            aggregate.comparison(),
            compiler.compile(aggregate.bound()),
            source.then().restricts());
    Variable<List<?>> gathered = gathered("gathered" + slot);
    items.add(
        accumulate(each, accFunction(CollectListAccumulateFunction::new, at(slot)).as(gathered)));
    PatternDef<List<?>> compared = pattern(gathered);
    FrameTests.add(
        compared,
        names.unique(),
        variables(frame),
        (List<?> all, SessionFact[] facts) -> code.holds(all, facts));
    items.add(compared);
  }

  /** The slots of a frame: the fact's own, then the others that the expressions ask about. */
  private static List<Integer> frame(int own, Expr... exprs) {
    List<Integer> frame = new ArrayList<>();
    frame.add(own);
    for (Expr expr : exprs) {
      for (int slot : expr.slots()) {
        if (!frame.contains(slot)) {
          frame.add(slot);
        }
      }
    }
    return frame;
  }

  private List<Variable<SessionFact>> variables(List<Integer> frame) {
    return frame.subList(1, frame.size()).stream().map(this::at).toList();
  }

  private FactType type(int slot) {
    FactType type = types.get(slot);
    if (type == null) {
      throw new IllegalStateException("no fact in slot " + slot);
    }
    return type;
  }

  private Variable<SessionFact> at(int slot) {
    Variable<SessionFact> variable = variables.get(slot);
    if (variable == null) {
      throw new IllegalStateException("no fact in slot " + slot);
    }
    return variable;
  }

  /** The network sorts facts by the class behind; to everybody else they are facts. */
  @SuppressWarnings("unchecked")
  private static Variable<SessionFact> variable(FactType type, String name) {
    return (Variable<SessionFact>) (Variable<?>) declarationOf(SessionFact.classOf(type), name);
  }

  @SuppressWarnings("unchecked")
  private static Variable<List<?>> gathered(String name) {
    return (Variable<List<?>>) (Variable<?>) declarationOf(List.class, name);
  }

  private RuleItemBuilder<?> consequence(
      List<Condition.Match> matches, Variable<RequestFact> request) {
    int[] slots = matches.stream().mapToInt(match -> match.pattern().slot()).sorted().toArray();
    return switch (slots.length) {
      case 0 -> on(request).execute(r -> fire(r.evaluation(), slots));
      case 1 -> on(at(slots[0])).execute(a -> fire(a.evaluation(), slots, a));
      case 2 -> on(at(slots[0]), at(slots[1])).execute((a, b) -> fire(a.evaluation(), slots, a, b));
      case 3 ->
          on(at(slots[0]), at(slots[1]), at(slots[2]))
              .execute((a, b, c) -> fire(a.evaluation(), slots, a, b, c));
      default -> throw new IllegalStateException("a rule that joins too many facts");
    };
  }

  private void fire(Evaluation evaluation, int[] slots, SessionFact... facts) {
    evaluation.fire(policy, new Firing(position, slots, facts));
  }

  /** Lookups come before tests of one field, and those before whole expressions. */
  private static int cost(Constraint constraint) {
    return switch (constraint) {
      case Constraint.Equal _ -> 0;
      case Constraint.Under under -> under.roots().size() == 1 ? 0 : 1;
      case Constraint.OneOf oneOf -> oneOf.values().size() == 1 ? 0 : 1;
      case Constraint.NoneOf _, Constraint.AtLeast _ -> 1;
      case Constraint.Joined _ -> 2;
      case Constraint.Test _ -> 3;
    };
  }
}
