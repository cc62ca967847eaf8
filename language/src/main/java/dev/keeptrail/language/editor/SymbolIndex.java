package dev.keeptrail.language.editor;

import dev.keeptrail.language.parse.Lexeme;
import dev.keeptrail.language.parse.Lexemes;
import dev.keeptrail.language.rule.FactSchema;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.DefineDecl;
import dev.keeptrail.language.tree.EffectDecl;
import dev.keeptrail.language.tree.ExprDecl;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.NameDecl;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.tree.PolicyDecl;
import dev.keeptrail.language.tree.RuleDecl;
import dev.keeptrail.language.tree.TestDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every name that an author gave, and every place where it is written, over the files of one pack.
 * Follows the same order as the checks: a fact's own fields, then bindings, then definitions.
 */
public final class SymbolIndex {
  private final List<Occurrence> occurrences = new ArrayList<>();
  private final Map<String, Symbol> definitions = new LinkedHashMap<>();
  private final Map<String, Symbol> policies = new LinkedHashMap<>();
  private final Map<String, Map<String, Symbol>> rulesOf = new HashMap<>();

  private SymbolIndex() {}

  /** Of the files of a pack, its own first: its names win over those that it imports. */
  public static SymbolIndex of(List<PackFile> files) {
    SymbolIndex index = new SymbolIndex();
    files.forEach(index::declare);
    files.forEach(index::read);
    files.forEach(index::expectations);
    return index;
  }

  public List<Occurrence> occurrences() {
    return List.copyOf(occurrences);
  }

  /** The occurrence that a cursor touches in a source of that name. */
  public Optional<Occurrence> at(String source, int offset) {
    return occurrences.stream()
        .filter(found -> found.span().source().name().equals(source))
        .filter(found -> Range.of(found.span()).touches(offset))
        .findFirst();
  }

  public List<Occurrence> of(Symbol symbol) {
    return occurrences.stream().filter(found -> found.symbol().sameAs(symbol)).toList();
  }

  /** Whether two rules stand in one policy. */
  boolean areOfOnePolicy(Symbol rule, Symbol other) {
    return rulesOf.values().stream()
        .anyMatch(rules -> isAmong(rules, rule) && isAmong(rules, other));
  }

  private static boolean isAmong(Map<String, Symbol> rules, Symbol rule) {
    Symbol known = rules.get(rule.name());
    return known != null && known.sameAs(rule);
  }

  Map<String, Symbol> definitions() {
    return definitions;
  }

  Map<String, Symbol> policies() {
    return policies;
  }

  private void declare(PackFile file) {
    for (DefineDecl define : file.definitions()) {
      declare(definitions, Symbol.Sort.DEFINITION, define.name());
    }
    for (PolicyDecl policy : file.policies()) {
      declare(policies, Symbol.Sort.POLICY, policy.name());
    }
  }

  private void declare(Map<String, Symbol> known, Symbol.Sort sort, NameDecl name) {
    Symbol symbol = new Symbol(sort, name.text(), nameSpan(name.span(), name.text()));
    Symbol first = known.putIfAbsent(name.text(), symbol);
    // Alternatives of a rule bind one name each, and the effect does not ask which of them did.
    Symbol meant = first != null && sort == Symbol.Sort.BINDING ? first : symbol;
    occurrences.add(new Occurrence(meant, symbol.declared(), true));
  }

  private void read(PackFile file) {
    for (DefineDecl define : file.definitions()) {
      new Reading(new HashMap<>()).expression(define.value(), Optional.empty());
    }
    if (file.chain() != null) {
      file.chain().entries().forEach(entry -> refer(policies, entry.span(), entry.text()));
    }
    for (PolicyDecl policy : file.policies()) {
      Map<String, Symbol> rules =
          rulesOf.computeIfAbsent(policy.name().text(), _ -> new HashMap<>());
      for (RuleDecl rule : policy.rules()) {
        declare(rules, Symbol.Sort.RULE, rule.name());
        Reading reading = new Reading(new HashMap<>());
        reading.expression(rule.when(), Optional.empty());
        reading.effect(rule.then());
      }
    }
  }

  /** The same with what test files beside the pack expect. */
  SymbolIndex with(List<ValueDecl> testFiles) {
    SymbolIndex index = new SymbolIndex();
    index.occurrences.addAll(occurrences);
    index.definitions.putAll(definitions);
    index.policies.putAll(policies);
    index.rulesOf.putAll(rulesOf);
    testFiles.forEach(file -> ExpectedNames.of(file).forEach(index::expected));
    return index;
  }

  private void expectations(PackFile file) {
    for (TestDecl test : file.tests()) {
      for (TestDecl.ExpectDecl expect : test.expects()) {
        NameDecl policy = expect.policy();
        if (policy != null) {
          refer(policies, policy.span(), policy.text());
        }
      }
    }
    ExpectedNames.of(file).forEach(this::expected);
  }

  private void expected(ExpectedNames expected) {
    expected.policies().forEach(policy -> refer(policies, policy.span(), policy.value()));
    expected.rules().forEach(this::ruleNamed);
    expected.steps().forEach(this::step);
  }

  /** A step of a trace, as far as it is written without escapes. */
  private void step(ValueDecl.Text step) {
    Span span = nameSpan(step.span(), step.value());
    if (!Renaming.written(span).equals(step.value())) {
      return;
    }
    for (StepNames.Name name : StepNames.of(step.value()).names()) {
      Span place = new Span(span.source(), span.offset() + name.start(), name.text().length());
      if (name.text().indexOf('.') >= 0) {
        ruleNamed(new ValueDecl.Text(place, name.text()));
      } else {
        refer(policies, place, name.text());
      }
    }
  }

  /** A rule in a test, as `rule` or as `policy.rule`; a lone name must be unique to be found. */
  private void ruleNamed(ValueDecl.Text text) {
    int dot = text.value().indexOf('.');
    if (dot >= 0) {
      String policy = text.value().substring(0, dot);
      String rule = text.value().substring(dot + 1);
      Span both = nameSpan(text.span(), text.value());
      boolean verbatim = both.length() == text.value().length();
      Span second =
          verbatim ? new Span(both.source(), both.offset() + dot + 1, rule.length()) : both;
      refer(policies, verbatim ? new Span(both.source(), both.offset(), dot) : both, policy);
      refer(rulesOf.getOrDefault(policy, Map.of()), second, rule);
      return;
    }
    List<Symbol> named =
        rulesOf.values().stream()
            .flatMap(rules -> Optional.ofNullable(rules.get(text.value())).stream())
            .toList();
    if (named.size() == 1) {
      occurrences.add(new Occurrence(named.getFirst(), nameSpan(text.span(), text.value()), false));
    }
  }

  private void refer(Map<String, Symbol> known, Span span, String name) {
    Symbol symbol = known.get(name);
    if (symbol != null) {
      occurrences.add(new Occurrence(symbol, nameSpan(span, name), false));
    }
  }

  /** The name without the quotes that may stand around it. */
  private static Span nameSpan(Span span, String name) {
    SourceText source = span.source();
    int found = source.text().indexOf(name, Math.min(span.offset(), source.text().length()));
    return found >= 0
            && found + name.length() <= Math.max(span.end(), span.offset() + name.length())
        ? new Span(source, found, name.length())
        : span;
  }

  /** The names of one rule or definition. */
  private final class Reading {
    private final Map<String, Symbol> bindings;

    Reading(Map<String, Symbol> bindings) {
      this.bindings = bindings;
    }

    /**
     * @param fact the innermost pattern around the expression, whose fields come first
     */
    void expression(ExprDecl expression, Optional<FactType> fact) {
      switch (expression) {
        case ExprDecl.Name name -> name(name, fact);
        case ExprDecl.Call call -> {
          Optional<FactType> inner = FactSchema.type(call.name().text()).or(() -> fact);
          if (inner.isEmpty() || definitions.containsKey(call.name().text())) {
            refer(definitions, call.name().span(), call.name().text());
          }
          call.arguments().forEach(argument -> expression(argument, inner));
        }
        case ExprDecl.Bound bound -> {
          declare(bindings, Symbol.Sort.BINDING, bound.binding());
          expression(bound.pattern(), fact);
        }
        case ExprDecl.Unary unary -> expression(unary.operand(), fact);
        case ExprDecl.Binary binary -> {
          expression(binary.left(), fact);
          expression(binary.right(), fact);
        }
        case ExprDecl.Grouped grouped -> expression(grouped.inner(), fact);
        case ExprDecl.Items items -> items.items().forEach(item -> expression(item, fact));
        case ExprDecl.Text _, ExprDecl.Decimal _, ExprDecl.Truth _, ExprDecl.Invalid _ -> {}
      }
    }

    void effect(EffectDecl effect) {
      if (effect.reason() != null) {
        template(effect.reason().span());
      }
      effect.options().fields().stream()
          .filter(field -> !field.name().equals("targets"))
          .forEach(field -> templates(field.value()));
      effect.targets().forEach(target -> refer(bindings, target.span(), target.text()));
      effect.options().fields().stream()
          .filter(field -> field.name().equals("targets"))
          .map(FieldDecl::value)
          .filter(ValueDecl.Sequence.class::isInstance)
          .flatMap(value -> ((ValueDecl.Sequence) value).items().stream())
          .filter(ValueDecl.Text.class::isInstance)
          .map(ValueDecl.Text.class::cast)
          .forEach(text -> refer(bindings, text.span(), text.value()));
    }

    private void templates(ValueDecl value) {
      switch (value) {
        case ValueDecl.Text text -> template(text.span());
        case ValueDecl.Mapping mapping ->
            mapping.fields().forEach(field -> templates(field.value()));
        case ValueDecl.Sequence sequence -> sequence.items().forEach(this::templates);
        case ValueDecl.Bool _,
            ValueDecl.Int _,
            ValueDecl.Decimal _,
            ValueDecl.Nothing _,
            ValueDecl.Invalid _ -> {}
      }
    }

    /** The names in the placeholders of a template, found in the source itself. */
    private void template(Span span) {
      for (Span place : Placeholders.in(span)) {
        List<Lexeme> lexemes = Lexemes.of(Placeholders.text(place));
        for (int i = 0; i < lexemes.size(); i++) {
          Lexeme lexeme = lexemes.get(i);
          boolean isFirst = i == 0 || !lexemes.get(i - 1).is(".");
          if (lexeme.sort() == Lexeme.Sort.WORD && isFirst) {
            int start = place.offset() + lexeme.start();
            Span name = new Span(place.source(), start, lexeme.text().length());
            boolean isBinding = bindings.containsKey(lexeme.text());
            refer(isBinding ? bindings : definitions, name, lexeme.text());
          }
        }
      }
    }

    private void name(ExprDecl.Name name, Optional<FactType> fact) {
      if (!(name.parts().getFirst() instanceof ExprDecl.NamePart.Member first)) {
        return;
      }
      boolean isField = fact.flatMap(type -> FactSchema.field(type, first.name())).isPresent();
      if (isField) {
        return;
      }
      boolean isBinding = bindings.containsKey(first.name());
      refer(isBinding ? bindings : definitions, first.span(), first.name());
    }
  }
}
