package dev.keeptrail.language.editor;

import dev.keeptrail.language.parse.Lexeme;
import dev.keeptrail.language.schema.PackShapes;
import dev.keeptrail.language.schema.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Finds out what can stand at a place of a text pack, from the words and signs before it alone, so
 * that it works while a document is being written. Serves one question.
 */
final class TextPlaces {
  static final Map<String, String> ITEMS = items();
  private static final Map<String, String> VERDICTS =
      Map.of(
          "allow", "the content passes",
          "redact", "the content passes with parts masked",
          "escalate", "delivery waits for a person",
          "block", "delivery is refused");

  private final OpenParts parts;

  /**
   * @param kindOfPolicy from the name of a policy to the name of its kind
   */
  TextPlaces(PackShapes shapes, UnaryOperator<String> kindOfPolicy) {
    this.parts = new OpenParts(shapes, kindOfPolicy);
  }

  Place.Found find(String text, int cursor) {
    Typed typed = Typed.of(text, cursor);
    if (typed.inComment()) {
      return new Place.Found(new Place.Nowhere(), typed.word());
    }
    typed.before().forEach(parts::take);
    return new Place.Found(place(typed.inString()), typed.word());
  }

  private Place place(boolean inString) {
    OpenPart part = parts.innermost();
    List<Lexeme> pending = part.pending();
    return switch (part.kind()) {
      case TOP -> top(part, inString);
      case BLOCK -> setting(part, List.of());
      case POLICY ->
          !pending.isEmpty() && pending.getFirst().is("rule") && !isValue(pending)
              ? new Place.Nowhere()
              : setting(part, List.of("rule"));
      case CHAIN -> new Place.PolicyName(part.written());
      case LIST -> part.element() == null ? new Place.Nowhere() : new Place.Value(part.element());
      case TEST -> test(pending);
      case RULE -> rule(part, inString);
    };
  }

  private Place top(OpenPart part, boolean inString) {
    List<Lexeme> pending = part.pending();
    if (part.isExpression()) {
      return new Place.Expression(pending.subList(3, pending.size()), inString, Place.Owner.LONE);
    }
    if (pending.isEmpty() || isComplete(pending)) {
      return inString ? new Place.Nowhere() : new Place.Keywords(ITEMS);
    }
    String last = pending.getLast().text();
    boolean named = pending.size() > 1;
    return switch (pending.getFirst().text()) {
      case "policy" ->
          last.equals(":") ? new Place.KindName() : named ? phaseOr(pending, true) : policyToName();
      case "test" -> named ? phaseOr(pending, false) : new Place.Nowhere();
      default -> new Place.Nowhere();
    };
  }

  private static Place policyToName() {
    return new Place.PolicyName(Set.of());
  }

  private static Place phaseOr(List<Lexeme> pending, boolean several) {
    Lexeme last = pending.getLast();
    boolean listed = several && last.is(",");
    if (last.is("on") || listed) {
      return new Place.PhaseName();
    }
    boolean hasPhases = pending.stream().anyMatch(lexeme -> lexeme.is("on"));
    return hasPhases
        ? new Place.Nowhere()
        : new Place.Keywords(Map.of("on", "limits it to phases"));
  }

  private static boolean isComplete(List<Lexeme> pending) {
    return pending.size() == 2
        && (pending.getFirst().is("import") || pending.getFirst().is("language"));
  }

  private Place setting(OpenPart part, List<String> also) {
    if (isValue(part.pending())) {
      Shape shape = part.shapeAt(OpenPart.key(part.pending()));
      return shape == null ? new Place.Nowhere() : new Place.Value(shape);
    }
    Shape.Fields block = part.block();
    List<Lexeme> pending = part.pending();
    if (!pending.isEmpty() && pending.getLast().is(".") && block != null) {
      block = part.blockAt(OpenPart.key(pending.subList(0, pending.size() - 1)));
      also = List.of();
    } else if (!pending.isEmpty()) {
      return new Place.Nowhere();
    }
    if (block == null) {
      return also.isEmpty()
          ? new Place.Nowhere()
          : new Place.Key(new Shape.Fields(List.of(), List.of()), part.written(), also);
    }
    return new Place.Key(block, part.written(), also);
  }

  private static boolean isValue(List<Lexeme> pending) {
    return !pending.isEmpty() && (pending.getLast().is(":") || pending.getLast().is("-"));
  }

  private Place test(List<Lexeme> pending) {
    if (pending.isEmpty()) {
      return new Place.Keywords(
          Map.of("given", "a fact of the test's input", "expect", "what has to come out"));
    }
    if (pending.size() == 1) {
      return pending.getFirst().is("given") ? new Place.FactName() : new Place.Keywords(VERDICTS);
    }
    if (pending.getLast().is("by")) {
      return new Place.PolicyName(Set.of());
    }
    return pending.getFirst().is("expect")
            && pending.getLast().sort() == Lexeme.Sort.WORD
            && !pending.getLast().is("reason")
        ? new Place.Keywords(Map.of("by", "the policy that decides", "reason", "the reason code"))
        : new Place.Nowhere();
  }

  private Place rule(OpenPart part, boolean inString) {
    List<Lexeme> pending = part.pending();
    if (pending.isEmpty()) {
      return new Place.Keywords(Map.of("when", "what has to hold"));
    }
    if (pending.getFirst().is("then")) {
      if (pending.size() == 1) {
        return new Place.VerbName();
      }
      return inString || pending.getLast().sort() == Lexeme.Sort.STRING
          ? new Place.Nowhere()
          : new Place.Target(part.condition());
    }
    return pending.getFirst().is("when")
        ? new Place.Expression(pending.subList(1, pending.size()), inString, Place.Owner.CONDITION)
        : new Place.Keywords(Map.of("when", "what has to hold"));
  }

  private static Map<String, String> items() {
    Map<String, String> items = new LinkedHashMap<>();
    items.put("language", "the version of the language, on the first line");
    items.put("import", "another pack file");
    items.put("pack", "who the pack is");
    items.put("provider", "where requests go");
    items.put("define", "a named constant, list or condition");
    items.put("chain", "the policies that run, in order");
    items.put("policy", "a policy's settings and rules");
    items.put("gateway", "what the pack says of the gateway itself");
    items.put("testing", "suites of test cases");
    items.put("test", "a test of the pack");
    return items;
  }
}
