package dev.keeptrail.language.resolve;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.NearestWord;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.FactField;
import dev.keeptrail.language.rule.FactSchema;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.FieldType;
import dev.keeptrail.language.rule.Function;
import dev.keeptrail.language.rule.PathStep;
import dev.keeptrail.language.rule.Value;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.ExprDecl;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a name in an expression is: a field of the pattern's own fact, a binding, a
 * definition, or - opposite a field with a closed list of words - a word.
 */
final class Names {
  private static final Set<String> CLOCK =
      Set.of("now", "time", "date", "today", "hour", "weekday", "timestamp");

  private final Problems problems;
  private final Definitions definitions;
  private final ExpressionChecker expressions;

  Names(Problems problems, Definitions definitions, ExpressionChecker expressions) {
    this.problems = problems;
    this.definitions = definitions;
    this.expressions = expressions;
  }

  /**
   * @param opposite the field that the name is compared with; null when there is none
   */
  Typed check(ExprDecl.Name name, Place place, @Nullable FactField opposite) {
    if (!(name.parts().getFirst() instanceof ExprDecl.NamePart.Member first)) {
      return Typed.POISON;
    }
    Optional<FactField> own = place.ownField(first.name());
    if (own.isPresent() && place.own() != null) {
      return path(name, 0, place.own().slot(), own.get(), place);
    }
    if (place.own() != null && place.own().type() == null) {
      return Typed.POISON;
    }
    Optional<Bindings.Fact> bound = place.bindings().find(place.origin(), first.name());
    if (bound.isPresent()) {
      return fieldOf(name, first, bound.get(), place);
    }
    Optional<Scope.Definition> definition = place.origin().scope().find(first.name());
    if (definition.isPresent()) {
      return definition(name, definition.get(), place);
    }
    Optional<String> word = Definitions.single(name);
    if (opposite != null && word.filter(opposite.words()::contains).isPresent()) {
      return Typed.of(new Expr.Literal(new Value.Text(word.get())), FieldType.TEXT);
    }
    return unknown(name, first.name(), place, opposite);
  }

  private Typed fieldOf(
      ExprDecl.Name name, ExprDecl.NamePart.Member first, Bindings.Fact fact, Place place) {
    FactType type = fact.type();
    if (type == null) {
      return Typed.POISON;
    }
    if (name.parts().size() < 2
        || !(name.parts().get(1) instanceof ExprDecl.NamePart.Member member)) {
      return report(
          DiagnosticCode.NOT_A_VALUE,
          name.span(),
          place,
          Quoted.word(first.name()) + " is a fact, not a value",
          "write one of its fields, such as "
              + Quoted.word(first.name() + "." + FactSchema.fields(type).getFirst().name()));
    }
    Optional<FactField> field = FactSchema.field(type, member.name());
    if (field.isEmpty()) {
      return report(
          DiagnosticCode.UNKNOWN_FIELD,
          member.span(),
          place,
          Quoted.word(type.word()) + " has no field " + Quoted.word(member.name()),
          Wording.choice(member.name(), fieldNames(type), "its fields"));
    }
    return path(name, 1, fact.slot(), field.get(), place);
  }

  private Typed path(ExprDecl.Name name, int at, int slot, FactField field, Place place) {
    List<PathStep> steps = new ArrayList<>();
    for (ExprDecl.NamePart part : name.parts().subList(at + 1, name.parts().size())) {
      if (field.type() != FieldType.JSON) {
        return report(
            DiagnosticCode.UNKNOWN_FIELD,
            part.span(),
            place,
            Quoted.word(field.name()) + " is " + Wording.a(field.type()) + " and has no parts",
            call(part, field));
      }
      steps.add(
          switch (part) {
            case ExprDecl.NamePart.Member(_, var member) -> new PathStep.Member(member);
            case ExprDecl.NamePart.Element(_, var index) -> new PathStep.Element(index);
          });
    }
    return Typed.of(new Expr.Field(slot, field.name(), steps), field.type());
  }

  /** Where a part is what other languages ask of a value, the function that says it here. */
  private static @Nullable String call(ExprDecl.NamePart part, FactField field) {
    if (!(part instanceof ExprDecl.NamePart.Member(_, String member))) {
      return null;
    }
    for (Function function : Function.values()) {
      boolean fits =
          function.parameters().size() == 1 && function.parameters().contains(field.type());
      if (fits && function.word().equals(member)) {
        return "write `" + member + "(" + field.name() + ")`";
      }
    }
    return null;
  }

  private Typed definition(ExprDecl.Name name, Scope.Definition definition, Place place) {
    if (name.parts().size() > 1) {
      return report(
          DiagnosticCode.UNKNOWN_FIELD,
          name.parts().get(1).span(),
          place,
          "definition " + Quoted.word(definition.name()) + " has no fields",
          null);
    }
    if (definitions.isCondition(definition)) {
      return report(
          DiagnosticCode.NOT_A_VALUE,
          name.span(),
          place,
          "definition " + Quoted.word(definition.name()) + " is a condition, not a value",
          "join conditions with `and`, `or` and `not` outside of patterns");
    }
    return expressions.value(definition, name.span(), place.origin().path());
  }

  private Typed unknown(
      ExprDecl.Name name, String first, Place place, @Nullable FactField opposite) {
    if (!place.origin().scope().isComplete() && name.parts().size() == 1) {
      return Typed.POISON;
    }
    String written = Wording.written(name);
    if (opposite != null && !opposite.words().isEmpty() && name.parts().size() == 1) {
      return expressions.unknownWord(written, opposite, name.span(), place);
    }
    if (opposite != null && opposite.type() == FieldType.CATEGORY) {
      return report(
          DiagnosticCode.UNKNOWN_NAME,
          name.span(),
          place,
          "unknown name " + Quoted.word(first),
          "a category is a text: write `\"" + written + "\"`");
    }
    return report(
        DiagnosticCode.UNKNOWN_NAME,
        name.parts().getFirst().span(),
        place,
        "unknown name " + Quoted.word(first),
        opposite != null && opposite.type() == FieldType.TEXT && isTextWithoutQuotes(name, place)
            ? "a text stands in quotes: `\"" + written + "\"`"
            : asked(first, name).orElseGet(() -> hint(first, place)));
  }

  /** A field of a fact that is named like a variable. */
  private static Optional<String> asked(String type, ExprDecl.Name name) {
    return FactSchema.type(type).isPresent()
            && name.parts().size() > 1
            && name.parts().get(1) instanceof ExprDecl.NamePart.Member(_, String member)
        ? Optional.of("write `%s(%s == ...)` to ask for such a fact".formatted(type, member))
        : Optional.empty();
  }

  /** Whether it is one word, and no misspelt name of anything that could stand there. */
  private static boolean isTextWithoutQuotes(ExprDecl.Name name, Place place) {
    Set<String> known = known(place);
    String written = Wording.written(name);
    return name.parts().size() == 1
        && NearestWord.of(written, known).isEmpty()
        && minus(written, known).isEmpty()
        && FactSchema.type(written).isEmpty();
  }

  private static Set<String> known(Place place) {
    Set<String> known = new LinkedHashSet<>();
    FactType own = place.own() == null ? null : place.own().type();
    if (own != null) {
      known.addAll(fieldNames(own));
    }
    known.addAll(place.bindings().names(place.origin()));
    known.addAll(place.origin().scope().names());
    return known;
  }

  private @Nullable String hint(String name, Place place) {
    Set<String> known = known(place);
    FactType own = place.own() == null ? null : place.own().type();
    Optional<String> minus = minus(name, known);
    if (minus.isPresent()) {
      return minus.get();
    }
    if (FactSchema.type(name).isPresent()) {
      return "write `" + name + "()` to ask for such a fact";
    }
    if (own != null) {
      return Wording.choice(name, known, "known here");
    }
    for (String binding : place.bindings().names(place.origin())) {
      FactType type =
          place.bindings().find(place.origin(), binding).map(Bindings.Fact::type).orElse(null);
      if (type != null && FactSchema.field(type, name).isPresent()) {
        return "did you mean " + Quoted.word(binding + "." + name) + "?";
      }
    }
    return NearestWord.of(name, known)
        .map(near -> "did you mean " + Quoted.word(near) + "?")
        .orElseGet(() -> unbound(name));
  }

  private static String unbound(String name) {
    if (CLOCK.contains(name)) {
      return "rules know no time: the same request is decided the same way at any time";
    }
    return Stream.of(FactType.values())
        .filter(type -> FactSchema.field(type, name).isPresent())
        .findFirst()
        .map(type ->
            "it is a field of a fact; ask for it as in `%1$s(%2$s ...)`, or bind the fact, as in `f: %1$s()`, and write `f.%2$s`"
                .formatted(type.word(), name))
        .orElse("a name is a binding to the left, as in `f: finding()`, or a definition");
  }

  /** A word may hold hyphens, so that {@code a-b} is one name. */
  private static Optional<String> minus(String name, Set<String> known) {
    for (int at = name.indexOf('-'); at > 0; at = name.indexOf('-', at + 1)) {
      String left = name.substring(0, at);
      String right = name.substring(at + 1);
      if (known.contains(left) && known.contains(right)) {
        return Optional.of("a minus needs spaces around it: `" + left + " - " + right + "`");
      }
    }
    return Optional.empty();
  }

  private static List<String> fieldNames(FactType type) {
    return FactSchema.fields(type).stream().map(FactField::name).toList();
  }

  private Typed report(
      DiagnosticCode code, Span span, Place place, String message, @Nullable String hint) {
    problems.add(
        code, span, place.origin().path(), message, hint == null || hint.isEmpty() ? null : hint);
    return Typed.POISON;
  }
}
