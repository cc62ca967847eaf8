package dev.keeptrail.language.editor;

import dev.keeptrail.language.parse.Lexeme;
import dev.keeptrail.language.resolve.Verb;
import dev.keeptrail.language.schema.FactShapes;
import dev.keeptrail.language.schema.PackShapes;
import dev.keeptrail.language.schema.Shape;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Follows which parts of a text pack are open, word by word and sign by sign, whatever is still
 * missing or wrong. Confined to one question.
 */
final class OpenParts {
  private final PackShapes shapes;
  private final UnaryOperator<String> kindOfPolicy;
  private final Deque<OpenPart> open = new ArrayDeque<>();

  /**
   * @param kindOfPolicy from the name of a policy to the name of its kind
   */
  OpenParts(PackShapes shapes, UnaryOperator<String> kindOfPolicy) {
    this.shapes = shapes;
    this.kindOfPolicy = kindOfPolicy;
    open.push(new OpenPart(OpenPart.Kind.TOP, null));
  }

  OpenPart innermost() {
    return open.getFirst();
  }

  /** Reads on. */
  void take(Lexeme lexeme) {
    OpenPart part = innermost();
    if (part.isExpression() && !endsExpression(part, lexeme)) {
      part.pending().add(lexeme);
      return;
    }
    switch (lexeme.text()) {
      case "{" -> openBlock(part, lexeme);
      case "}" -> close();
      case "[" -> openList(part, lexeme);
      case "]" -> close();
      case "," -> {
        if (part.kind() == OpenPart.Kind.BLOCK
            || part.kind() == OpenPart.Kind.CHAIN
            || part.kind() == OpenPart.Kind.LIST) {
          part.pending().clear();
        } else {
          part.pending().add(lexeme);
        }
      }
      default -> word(part, lexeme);
    }
  }

  /** In a rule `then` ends the condition; at the top the next item ends a definition. */
  private static boolean endsExpression(OpenPart part, Lexeme lexeme) {
    if (lexeme.is("}") && depth(part.pending()) == 0) {
      return true;
    }
    return part.kind() == OpenPart.Kind.RULE
        ? lexeme.is("then")
        : TextPlaces.ITEMS.containsKey(lexeme.text())
            && lexeme.sort() == Lexeme.Sort.WORD
            && depth(part.pending()) == 0
            && endsOperand(part.pending().getLast());
  }

  private static boolean endsOperand(Lexeme lexeme) {
    return switch (lexeme.sort()) {
      case STRING, OPEN_STRING, NUMBER -> true;
      case WORD -> !ExpressionPlaces.OPERATORS.containsKey(lexeme.text());
      case SIGN -> lexeme.is(")") || lexeme.is("]");
      case COMMENT -> false;
    };
  }

  private static int depth(List<Lexeme> lexemes) {
    int depth = 0;
    for (Lexeme lexeme : lexemes) {
      if (lexeme.is("(") || lexeme.is("[")) {
        depth++;
      } else if (lexeme.is(")") || lexeme.is("]")) {
        depth--;
      }
    }
    return depth;
  }

  private void word(OpenPart part, Lexeme lexeme) {
    switch (part.kind()) {
      case TOP -> {
        if (TextPlaces.ITEMS.containsKey(lexeme.text())
            && lexeme.sort() == Lexeme.Sort.WORD
            && !part.expectsName()) {
          part.pending().clear();
        }
        part.pending().add(lexeme);
      }
      case BLOCK, POLICY -> {
        part.pending().add(lexeme);
        if (part.kind() == OpenPart.Kind.POLICY
            && part.pending().getFirst().is("rule")
            && !(part.pending().size() > 1 && part.pending().get(1).is(":"))) {
          return;
        }
        if (part.pending().size() > 1
            && part.pending().get(part.pending().size() - 2).is(":")
            && !lexeme.is("-")) {
          part.written().add(OpenPart.key(part.pending()));
          part.pending().clear();
        }
      }
      case CHAIN -> {
        part.written().add(lexeme.text());
        part.pending().clear();
        part.pending().add(lexeme);
      }
      case LIST -> {
        part.pending().clear();
        part.pending().add(lexeme);
      }
      case TEST -> {
        if (lexeme.is("given") || lexeme.is("expect")) {
          part.pending().clear();
        }
        part.pending().add(lexeme);
      }
      case RULE -> {
        if (lexeme.is("then")) {
          part.endCondition();
        }
        part.pending().add(lexeme);
      }
    }
  }

  private void close() {
    if (open.size() > 1) {
      open.pop();
    }
    OpenPart part = innermost();
    if (part.kind() == OpenPart.Kind.BLOCK || part.kind() == OpenPart.Kind.POLICY) {
      if (part.pending().stream().anyMatch(lexeme -> lexeme.is(":"))) {
        part.written().add(OpenPart.key(part.pending()));
      }
    }
    if (part.kind() == OpenPart.Kind.RULE) {
      return;
    }
    part.pending().clear();
  }

  private void openList(OpenPart part, Lexeme lexeme) {
    part.pending().add(lexeme);
    open.push(OpenPart.list(part.shapeAt(OpenPart.key(part.pending()))));
  }

  private void openBlock(OpenPart part, Lexeme lexeme) {
    List<Lexeme> head = List.copyOf(part.pending());
    part.pending().add(lexeme);
    open.push(opened(part, head));
  }

  private OpenPart opened(OpenPart part, List<Lexeme> head) {
    String first = head.isEmpty() ? "" : head.getFirst().text();
    return switch (part.kind()) {
      case TOP ->
          switch (first) {
            case "pack" -> new OpenPart(OpenPart.Kind.BLOCK, without(shapes.pack(), "name"));
            case "provider" -> new OpenPart(OpenPart.Kind.BLOCK, without(shapes.target(), "id"));
            case "gateway" -> new OpenPart(OpenPart.Kind.BLOCK, shapes.gateway());
            case "chain" -> new OpenPart(OpenPart.Kind.CHAIN, null);
            case "policy" -> new OpenPart(OpenPart.Kind.POLICY, kindBlock(policyKind(head)));
            case "test" -> new OpenPart(OpenPart.Kind.TEST, null);
            default -> new OpenPart(OpenPart.Kind.BLOCK, null);
          };
      case CHAIN -> new OpenPart(OpenPart.Kind.BLOCK, kindBlock(kindOfPolicy.apply(first)));
      case POLICY ->
          first.equals("rule")
              ? new OpenPart(OpenPart.Kind.RULE, null)
              : new OpenPart(OpenPart.Kind.BLOCK, part.blockAt(OpenPart.key(head)));
      case BLOCK -> new OpenPart(OpenPart.Kind.BLOCK, part.blockAt(OpenPart.key(head)));
      case LIST -> new OpenPart(OpenPart.Kind.BLOCK, part.block());
      case TEST ->
          new OpenPart(
              OpenPart.Kind.BLOCK,
              first.equals("given") && head.size() > 1
                  ? FactShapes.given(head.get(1).text())
                  : FactShapes.expectation());
      case RULE -> new OpenPart(OpenPart.Kind.BLOCK, options(head));
    };
  }

  private Shape.@Nullable Fields options(List<Lexeme> head) {
    return head.size() < 2
        ? null
        : Verb.named(head.get(1).text()).map(shapes::options).orElse(null);
  }

  private String policyKind(List<Lexeme> head) {
    for (int i = 1; i + 1 < head.size(); i++) {
      if (head.get(i).is(":")) {
        return head.get(i + 1).text();
      }
    }
    return head.size() > 1 ? kindOfPolicy.apply(head.get(1).text()) : "";
  }

  private Shape.@Nullable Fields kindBlock(String kind) {
    return shapes
        .policies()
        .block(kind)
        .map(block -> without(without(without(block, "kind"), "on"), "rules"))
        .orElse(null);
  }

  private static Shape.Fields without(Shape.Fields block, String name) {
    return new Shape.Fields(
        block.fields().stream().filter(field -> !field.name().equals(name)).toList(),
        block.oneOf());
  }
}
