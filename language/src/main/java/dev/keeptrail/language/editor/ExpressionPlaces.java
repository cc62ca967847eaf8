package dev.keeptrail.language.editor;

import dev.keeptrail.language.parse.Lexeme;
import dev.keeptrail.language.rule.AggregateFunction;
import dev.keeptrail.language.rule.FactField;
import dev.keeptrail.language.rule.FactSchema;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.FieldType;
import dev.keeptrail.language.rule.Function;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be written at a place inside an expression. Serves one question. */
final class ExpressionPlaces {
  static final Map<String, String> OPERATORS = operators();

  private final List<Lexeme> before;
  private final Place.Expression place;
  private final Vocabulary vocabulary;
  private final Deque<String> calls = new ArrayDeque<>();
  private final Map<String, FactType> bindings;

  ExpressionPlaces(Place.Expression place, Vocabulary vocabulary) {
    this.place = place;
    this.before = place.before();
    this.vocabulary = vocabulary;
    this.bindings = bindings(before);
    openCalls();
  }

  /** The facts that a condition binds, by the author's names. */
  static Map<String, FactType> bindings(List<Lexeme> condition) {
    Map<String, FactType> bindings = new LinkedHashMap<>();
    for (int i = 0; i + 2 < condition.size(); i++) {
      String name = condition.get(i).text();
      if (condition.get(i).sort() == Lexeme.Sort.WORD && condition.get(i + 1).is(":")) {
        FactSchema.type(condition.get(i + 2).text()).ifPresent(type -> bindings.put(name, type));
      }
    }
    return bindings;
  }

  List<Candidate> candidates() {
    String last = word(before.size() - 1);
    if (isCategoryExpected()) {
      return categories();
    }
    if (place.inString()) {
      return List.of();
    }
    if (last.equals(".")) {
      return member();
    }
    if (last.equals(":")) {
      return facts();
    }
    return isOperandExpected(last) ? operands(last) : operatorsHere();
  }

  private void openCalls() {
    for (int i = 0; i < before.size(); i++) {
      if (before.get(i).is("(") || before.get(i).is("[")) {
        boolean named = before.get(i).is("(") && i > 0 && isName(before.get(i - 1));
        calls.push(named ? before.get(i - 1).text() : "");
      } else if ((before.get(i).is(")") || before.get(i).is("]")) && !calls.isEmpty()) {
        calls.pop();
      }
    }
  }

  private Optional<FactType> fact() {
    return calls.stream().flatMap(call -> FactSchema.type(call).stream()).findFirst();
  }

  /** After `under`, and opposite a category. */
  private boolean isCategoryExpected() {
    int at = before.size() - 1;
    while (at >= 0 && !word(at).equals("(") && isInsideList(at)) {
      at--;
    }
    String operator = word(at);
    if (operator.equals("under")) {
      return true;
    }
    boolean compares = List.of("==", "!=", "in").contains(operator);
    return compares
        && fieldBefore(at).filter(field -> field.type() == FieldType.CATEGORY).isPresent();
  }

  private boolean isInsideList(int at) {
    return switch (before.get(at).sort()) {
      case STRING -> true;
      case SIGN -> before.get(at).is("[") || before.get(at).is(",");
      case WORD, NUMBER, COMMENT, OPEN_STRING -> false;
    };
  }

  /** The field on the left of the operator at that index. */
  private Optional<FactField> fieldBefore(int operator) {
    String name = word(operator - 1);
    if (word(operator - 2).equals(".")) {
      return Optional.ofNullable(bindings.get(word(operator - 3)))
          .flatMap(type -> FactSchema.field(type, name));
    }
    return fact().flatMap(type -> FactSchema.field(type, name));
  }

  private List<Candidate> categories() {
    return vocabulary.categories().stream()
        .map(category ->
            new Candidate(
                category,
                Candidate.Sort.CATEGORY,
                "category",
                "",
                place.inString() ? category : "\"" + category + "\""))
        .toList();
  }

  private List<Candidate> member() {
    return Optional.ofNullable(bindings.get(word(before.size() - 2)))
        .map(ExpressionPlaces::fields)
        .orElse(List.of());
  }

  private boolean isOperandExpected(String last) {
    if (before.isEmpty()) {
      return true;
    }
    return switch (before.getLast().sort()) {
      case STRING, OPEN_STRING, NUMBER -> false;
      case WORD -> OPERATORS.containsKey(last) || last.equals("exists") || last.equals("not");
      case SIGN -> !last.equals(")") && !last.equals("]");
      case COMMENT -> true;
    };
  }

  private List<Candidate> operands(String last) {
    List<Candidate> found = new ArrayList<>();
    if (last.equals("==") || last.equals("!=")) {
      fieldBefore(before.size() - 1).stream()
          .flatMap(field -> field.words().stream())
          .forEach(word -> found.add(Candidate.of(Candidate.Sort.WORD, word, "", "")));
    }
    fact()
        .ifPresentOrElse(
            type -> found.addAll(fields(type)),
            () -> {
              found.addAll(facts());
              for (AggregateFunction function : AggregateFunction.values()) {
                found.add(
                    Candidate.of(
                        Candidate.Sort.FUNCTION,
                        function.word(),
                        "aggregate",
                        "over all facts that fit a pattern"));
              }
            });
    bindings.forEach((name, type) -> found.add(binding(name, type)));
    vocabulary
        .definitions()
        .forEach((name, value) ->
            found.add(
                Candidate.of(Candidate.Sort.DEFINITION, name, "definition", "`" + value + "`")));
    Stream.of(Function.values()).map(ExpressionPlaces::function).forEach(found::add);
    found.add(Candidate.of(Candidate.Sort.KEYWORD, "not", "", "the opposite"));
    found.add(
        Candidate.of(Candidate.Sort.KEYWORD, "exists", "", "some such fact or value is there"));
    found.add(Candidate.of(Candidate.Sort.KEYWORD, "true", "", ""));
    found.add(Candidate.of(Candidate.Sort.KEYWORD, "false", "", ""));
    return found;
  }

  private List<Candidate> operatorsHere() {
    List<Candidate> found = new ArrayList<>();
    OPERATORS.forEach((operator, doc) ->
        found.add(Candidate.of(Candidate.Sort.OPERATOR, operator, "operator", doc)));
    if (place.in() == Place.Owner.CONDITION && calls.isEmpty()) {
      found.add(
          Candidate.of(
              Candidate.Sort.KEYWORD, "then", "", "what happens when the condition holds"));
    }
    return found;
  }

  static Candidate binding(String name, FactType type) {
    return Candidate.of(Candidate.Sort.BINDING, name, type.word(), "a `" + type.word() + "` fact");
  }

  static List<Candidate> facts() {
    return Stream.of(FactType.values())
        .map(type ->
            Candidate.of(
                Candidate.Sort.FACT,
                type.word(),
                "fact",
                FactSchema.fields(type).stream()
                    .map(field ->
                        "* `%s` (%s): %s".formatted(field.name(), field.type().word(), field.doc()))
                    .collect(Collectors.joining("\n", "Fields:\n\n", ""))))
        .toList();
  }

  private static List<Candidate> fields(FactType type) {
    return FactSchema.fields(type).stream()
        .map(field ->
            Candidate.of(
                Candidate.Sort.FIELD,
                field.name(),
                field.type().word(),
                field.words().isEmpty()
                    ? field.doc()
                    : field.doc() + "\n\nOne of `" + String.join("`, `", field.words()) + "`."))
        .toList();
  }

  private static Candidate function(Function function) {
    String parameters =
        function.parameters().stream().map(FieldType::word).collect(Collectors.joining(", "));
    return Candidate.of(
        Candidate.Sort.FUNCTION,
        function.word(),
        "(" + parameters + ") → " + function.result().word(),
        function.doc());
  }

  private static boolean isName(Lexeme lexeme) {
    return lexeme.sort() == Lexeme.Sort.WORD && !OPERATORS.containsKey(lexeme.text());
  }

  private String word(int index) {
    return index >= 0 && index < before.size() ? before.get(index).text() : "";
  }

  private static Map<String, String> operators() {
    Map<String, String> operators = new LinkedHashMap<>();
    operators.put("and", "both hold");
    operators.put("or", "one of both holds");
    operators.put("==", "equal");
    operators.put("!=", "not equal");
    operators.put("<", "less");
    operators.put("<=", "at most");
    operators.put(">", "more");
    operators.put(">=", "at least");
    operators.put("in", "is in a list, or a part of a text");
    operators.put("not in", "is not in a list");
    operators.put("contains", "a list has an element, or a text a part");
    operators.put("under", "a category is another one or below it");
    operators.put(
        "called", "the name of a tool can be read as one of these, whatever stands around it");
    operators.put("like", "fits a glob of `*` and `?`");
    operators.put("matches", "has a match of an RE2 regular expression");
    return operators;
  }
}
