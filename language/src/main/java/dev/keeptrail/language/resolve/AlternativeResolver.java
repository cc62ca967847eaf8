package dev.keeptrail.language.resolve;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.resolve.RuleSource.AlternativeSource;
import dev.keeptrail.language.resolve.RuleSource.ConditionSource;
import dev.keeptrail.language.rule.Alternative;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.FieldType;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.ExprDecl;
import dev.keeptrail.language.tree.NameDecl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Resolves one alternative of a rule, its conditions from left to right: bindings are in scope to
 * the right of their pattern. A test on facts that were matched before becomes a constraint of the
 * last of them, which means the same and can be looked up. Serves one alternative.
 */
final class AlternativeResolver {
  private final Problems problems;
  private final ExpressionChecker expressions;
  private final BindingNames bindingNames;
  private final Iterator<Integer> slots;
  private final Bindings bindings = new Bindings();
  private final Map<Integer, FactType> types = new HashMap<>();
  private final List<PatternDraft> matches = new ArrayList<>();
  private final List<Draft> drafts = new ArrayList<>();
  private boolean possible = true;

  /** A condition that is still being written: patterns may get more constraints. */
  private record Draft(Span span, List<PatternDraft> patterns, Supplier<Condition> condition) {}

  /** What became of an alternative. */
  record Resolved(
      Alternative alternative, AlternativeSource source, Bindings bindings, boolean possible) {}

  AlternativeResolver(
      Problems problems,
      ExpressionChecker expressions,
      BindingNames bindingNames,
      List<Integer> slots) {
    this.problems = problems;
    this.expressions = expressions;
    this.bindingNames = bindingNames;
    this.slots = slots.iterator();
  }

  Resolved resolve(List<Leaf> leaves) {
    leaves.forEach(this::resolve);
    List<Condition> conditions = new ArrayList<>();
    List<ConditionSource> sources = new ArrayList<>();
    for (Draft draft : drafts) {
      conditions.add(draft.condition().get());
      List<Span> spans = new ArrayList<>();
      draft.patterns().forEach(pattern -> spans.addAll(pattern.spans()));
      sources.add(
          new ConditionSource(
              draft.span(),
              draft.patterns().isEmpty() ? List.of(draft.span()) : spans,
              draft.patterns().stream().map(PatternDraft::name).toList()));
    }
    return new Resolved(
        new Alternative(conditions), new AlternativeSource(sources), bindings, possible);
  }

  private void resolve(Leaf leaf) {
    switch (leaf) {
      case Leaf.Matched(Formula.Fact fact) -> match(fact);
      case Leaf.Group group -> group(group);
      case Leaf.Counted(Formula.Aggregate aggregate) -> aggregate(aggregate);
      case Leaf.Tested tested -> test(tested);
      case Leaf.Never(Span span) -> never(span);
      case Leaf.Poisoned(Formula.Poison(Origin origin, NameDecl binding)) -> {
        if (binding != null) {
          bindings.put(origin, binding.text(), new Bindings.Fact(-1, null));
        }
      }
    }
  }

  private void match(Formula.Fact fact) {
    PatternDraft pattern = pattern(fact, bindings);
    matches.add(pattern);
    possible &= !pattern.isImpossible();
    drafts.add(
        new Draft(
            fact.origin().shown(fact.span()),
            List.of(pattern),
            () -> new Condition.Match(pattern.pattern())));
  }

  private void group(Leaf.Group group) {
    Bindings inner = new Bindings(bindings);
    List<PatternDraft> patterns = new ArrayList<>();
    List<Formula.Test> early = new ArrayList<>();
    for (Formula.Part part : group.parts()) {
      switch (part) {
        case Formula.Fact fact -> patterns.add(pattern(fact, inner));
        case Formula.Test test -> {
          if (patterns.isEmpty()) {
            early.add(test);
          } else {
            addTest(test, inner, patterns);
          }
        }
      }
    }
    // What stands left of all patterns knows only facts from outside, so it may as well be asked
    // with the first one.
    early.forEach(test -> addTest(test, bindings, patterns.subList(0, 1)));
    boolean impossible = patterns.stream().anyMatch(PatternDraft::isImpossible);
    possible &= group.absent() || !impossible;
    drafts.add(
        new Draft(
            group.origin().shown(group.span()),
            patterns,
            () ->
                group.absent()
                    ? new Condition.Absent(patterns.stream().map(PatternDraft::pattern).toList())
                    : new Condition.Exists(patterns.stream().map(PatternDraft::pattern).toList())));
  }

  private void addTest(Formula.Test test, Bindings visible, List<PatternDraft> patterns) {
    Typed typed = expressions.test(test.test(), new Place(test.origin(), visible, null));
    if (!typed.poisoned()) {
      last(typed.expr(), patterns)
          .orElse(patterns.getFirst())
          .add(typed.expr(), test.origin().shown(test.test().span()), types);
    }
  }

  private void aggregate(Formula.Aggregate aggregate) {
    Origin origin = aggregate.origin();
    Typed bound =
        number(aggregate.bound(), new Place(origin, bindings, null), "an aggregate's bound");
    Bindings inner = new Bindings(bindings);
    PatternDraft pattern = pattern(aggregate.pattern(), inner);
    Bindings.Fact own = new Bindings.Fact(pattern.slot(), pattern.type());
    ExprDecl decl = aggregate.value();
    Expr value =
        decl == null
            ? null
            : number(decl, new Place(origin, inner, own), "what an aggregate adds up").expr();
    drafts.add(
        new Draft(
            origin.shown(aggregate.span()),
            List.of(pattern),
            () ->
                new Condition.Aggregate(
                    aggregate.function(),
                    pattern.pattern(),
                    value,
                    aggregate.comparison(),
                    bound.expr())));
  }

  private Typed number(ExprDecl decl, Place place, String what) {
    Typed typed = expressions.check(decl, place);
    if (typed.poisoned() || typed.type() == FieldType.NUMBER || typed.isJson()) {
      return typed;
    }
    return expressions.report(
        DiagnosticCode.WRONG_OPERAND,
        decl.span(),
        place,
        what + " must be a number, not " + Wording.a(typed.type()),
        null);
  }

  private void test(Leaf.Tested tested) {
    List<Expr> operands = new ArrayList<>();
    boolean poisoned = false;
    for (Formula.Test test : tested.tests()) {
      Typed typed = expressions.test(test.test(), new Place(test.origin(), bindings, null));
      poisoned |= typed.poisoned();
      operands.add(typed.expr());
    }
    if (poisoned) {
      return;
    }
    Formula.Test first = tested.tests().getFirst();
    Span span = first.origin().shown(first.test().span());
    Expr all = Folding.and(operands);
    Expr test = tested.negated() ? Folding.not(all) : all;
    Optional<PatternDraft> last = last(test, matches);
    if (last.isPresent()) {
      last.get().add(test, span, types);
      possible &= !last.get().isImpossible();
    } else if (test.equals(Folding.truth(false))) {
      never(span);
    } else if (!test.equals(Folding.truth(true))) {
      drafts.add(new Draft(span, List.of(), () -> new Condition.Test(test)));
    }
  }

  private void never(Span span) {
    possible = false;
    drafts.add(new Draft(span, List.of(), () -> new Condition.Test(Folding.truth(false))));
  }

  /** The last of the patterns that the test is about. */
  private static Optional<PatternDraft> last(Expr test, List<PatternDraft> patterns) {
    Set<Integer> about = test.slots();
    return patterns.reversed().stream()
        .filter(pattern -> about.contains(pattern.slot()))
        .findFirst();
  }

  /** Reads a pattern, and binds its fact afterwards. */
  private PatternDraft pattern(Formula.Fact fact, Bindings visible) {
    int slot = slots.next();
    types.put(slot, fact.type());
    Formula.Name name = fact.name();
    String shown = name == null ? fact.type().word() : name.decl().text();
    PatternDraft pattern = new PatternDraft(slot, fact.type(), shown);
    Bindings.Fact own = new Bindings.Fact(slot, fact.type());
    Place place = new Place(fact.origin(), visible, own);
    for (ExprDecl argument : fact.tests()) {
      for (ExprDecl test : conjuncts(argument)) {
        Typed typed = expressions.test(test, place);
        if (!typed.poisoned()) {
          pattern.add(typed.expr(), fact.origin().shown(test.span()), types);
        }
      }
    }
    if (name != null) {
      bind(name, own, visible);
    }
    return pattern;
  }

  private static List<ExprDecl> conjuncts(ExprDecl argument) {
    return Operands.bare(argument) instanceof ExprDecl.Binary binary
            && binary.operator() == ExprDecl.BinaryOperator.AND
        ? Operands.of(binary)
        : List.of(argument);
  }

  private void bind(Formula.Name name, Bindings.Fact fact, Bindings visible) {
    NameDecl decl = name.decl();
    if (visible.find(name.origin(), decl.text()).isPresent()) {
      problems.add(
          DiagnosticCode.DUPLICATE_NAME,
          decl.span(),
          name.origin().path(),
          Quoted.word(decl.text()) + " is bound twice",
          "give each fact a name of its own");
      return;
    }
    bindingNames.check(name);
    visible.put(name.origin(), decl.text(), fact);
  }
}
