package dev.keeptrail.language.editor;

import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.schema.Field;
import dev.keeptrail.language.schema.PackShapes;
import dev.keeptrail.language.schema.Shape;
import dev.keeptrail.language.schema.Word;
import dev.keeptrail.language.tree.PolicyDecl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Everything that can be written at a place, what is written there already included. */
final class Candidates {
  private final PackShapes shapes;
  private final Vocabulary vocabulary;

  Candidates(PackShapes shapes, Vocabulary vocabulary) {
    this.shapes = shapes;
    this.vocabulary = vocabulary;
  }

  List<Candidate> at(Place place) {
    return switch (place) {
      case Place.Nowhere _ -> List.of();
      case Place.Key key -> keys(key);
      case Place.Value value -> values(value.shape());
      case Place.Keywords keywords -> keywords(keywords.words());
      case Place.PolicyName _ -> policyNames();
      case Place.KindName _ -> kindsAndRules();
      case Place.PhaseName _ -> words(shapes.phase().words(), "phase");
      case Place.FactName _ -> givenFacts();
      case Place.VerbName _ -> verbs();
      case Place.Expression expression -> new ExpressionPlaces(expression, vocabulary).candidates();
      case Place.Target target -> targets(target);
    };
  }

  private static List<Candidate> keys(Place.Key key) {
    List<Candidate> found = new ArrayList<>();
    for (Field field : key.block().fields()) {
      found.add(
          Candidate.of(Candidate.Sort.KEY, field.name(), describe(field.shape()), doc(field)));
    }
    for (String word : key.also()) {
      found.add(Candidate.of(Candidate.Sort.KEYWORD, word, "", ""));
    }
    return found;
  }

  private List<Candidate> values(Shape shape) {
    return switch (shape) {
      case Shape.Words words -> words(words.words(), "");
      case Shape.Open open when open.equals(shapes.policyName()) -> policyNames();
      case Shape.Open open -> words(open.words(), "");
      case Shape.Truth _ -> words(List.of(new Word("true", ""), new Word("false", "")), "");
      case Shape.Items items -> values(items.element());
      case Shape.Either either ->
          either.shapes().stream().flatMap(s -> values(s).stream()).toList();
      case Shape.Text text ->
          words(text.examples().stream().map(example -> new Word(example, "")).toList(), "");
      case Shape.Whole _,
          Shape.Decimal _,
          Shape.Regex _,
          Shape.Expression _,
          Shape.Anything _,
          Shape.Entries _,
          Shape.Fields _,
          Shape.Policies _ ->
          List.of();
    };
  }

  private static List<Candidate> words(List<Word> words, String detail) {
    return words.stream()
        .map(word -> Candidate.of(Candidate.Sort.WORD, word.text(), detail, word.doc()))
        .toList();
  }

  private static List<Candidate> keywords(Map<String, String> words) {
    return words.entrySet().stream()
        .map(word -> Candidate.of(Candidate.Sort.KEYWORD, word.getKey(), "", word.getValue()))
        .toList();
  }

  private List<Candidate> policyNames() {
    Map<String, Candidate> found = new LinkedHashMap<>();
    vocabulary
        .policies()
        .forEach(
            (name, what) -> found.put(name, Candidate.of(Candidate.Sort.POLICY, name, what, "")));
    for (Candidate kind : kindNames()) {
      found.merge(
          kind.label(),
          kind,
          (own, general) ->
              Candidate.of(Candidate.Sort.POLICY, own.label(), own.detail(), general.doc()));
    }
    return List.copyOf(found.values());
  }

  private List<Candidate> kindNames() {
    List<Candidate> found = new ArrayList<>();
    for (var kind : shapes.schema().kinds()) {
      found.add(
          Candidate.of(
              Candidate.Sort.KIND, kind.name(), "policy kind", PolicyKindDoc.markdown(kind)));
    }
    return found;
  }

  private List<Candidate> kindsAndRules() {
    List<Candidate> found = new ArrayList<>(kindNames());
    if (found.stream().noneMatch(kind -> kind.label().equals(PolicyDecl.RULES))) {
      found.add(
          Candidate.of(
              Candidate.Sort.KIND, PolicyDecl.RULES, "policy kind", "rules that you write"));
    }
    return found;
  }

  private static List<Candidate> givenFacts() {
    List<Candidate> found = new ArrayList<>();
    for (Candidate fact : ExpressionPlaces.facts()) {
      if (!fact.label().equals(FactType.FINDING.word())) {
        found.add(fact);
      }
    }
    found.add(Candidate.of(Candidate.Sort.FACT, "response", "fact", "the model's answer"));
    return found;
  }

  private List<Candidate> verbs() {
    return shapes.verbs().stream()
        .map(verb -> Candidate.of(Candidate.Sort.VERB, verb.text(), "effect", verb.doc()))
        .toList();
  }

  private static List<Candidate> targets(Place.Target target) {
    return ExpressionPlaces.bindings(target.condition()).entrySet().stream()
        .map(binding -> ExpressionPlaces.binding(binding.getKey(), binding.getValue()))
        .toList();
  }

  /** A key's explanation: what it is for, what it may be, what holds without it. */
  static String doc(Field field) {
    StringBuilder doc = new StringBuilder(field.doc());
    PlanValue defaultValue = field.defaultValue();
    if (defaultValue != null) {
      doc.append("\n\nDefault: `").append(text(defaultValue)).append('`');
    }
    if (field.standing() == Field.Standing.REQUIRED) {
      doc.append("\n\nRequired.");
    }
    return doc.toString().strip();
  }

  static String describe(Shape shape) {
    return switch (shape) {
      case Shape.Text _ -> "text";
      case Shape.Truth _ -> "true or false";
      case Shape.Whole range -> "whole number, " + range.min() + " to " + range.max();
      case Shape.Decimal range ->
          range.max() < Double.MAX_VALUE
              ? "number, " + number(range.min()) + " to " + number(range.max())
              : "number";
      case Shape.Words words ->
          words.words().stream().map(Word::text).collect(Collectors.joining(" | "));
      case Shape.Open open ->
          open.words().stream().map(Word::text).collect(Collectors.joining(" | ")) + " | text";
      case Shape.Regex _ -> "regular expression";
      case Shape.Expression _ -> "expression";
      case Shape.Anything _ -> "any value";
      case Shape.Items items -> "list of " + describe(items.element());
      case Shape.Entries entries -> "mapping of names to " + describe(entries.value());
      case Shape.Fields _, Shape.Policies _ -> "block";
      case Shape.Either either ->
          either.shapes().stream().map(Candidates::describe).collect(Collectors.joining(" or "));
    };
  }

  private static String text(PlanValue value) {
    return switch (value) {
      case PlanValue.Text text -> text.value();
      case PlanValue.Bool bool -> Boolean.toString(bool.value());
      case PlanValue.Int number -> Long.toString(number.value());
      case PlanValue.Decimal number -> number(number.value());
      case PlanValue.Sequence sequence ->
          sequence.items().stream()
              .map(Candidates::text)
              .collect(Collectors.joining(", ", "[", "]"));
      case PlanValue.Mapping mapping -> mapping.entries().isEmpty() ? "{}" : "{...}";
      case PlanValue.Secret _ -> "a reference";
    };
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
