package dev.keeptrail.language.editor;

import dev.keeptrail.language.parse.Lexeme;
import dev.keeptrail.language.schema.Shape;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A part of a text pack that is open where the cursor stands. Confined to one question. */
final class OpenPart {
  /** What a pair of braces or brackets belongs to. */
  enum Kind {
    TOP,
    BLOCK,
    CHAIN,
    POLICY,
    RULE,
    TEST,
    LIST
  }

  private final Kind kind;
  private final Shape.@Nullable Fields block;
  private final @Nullable Shape element;
  private final List<Lexeme> pending = new ArrayList<>();
  private final Set<String> written = new LinkedHashSet<>();
  private List<Lexeme> condition = List.of();

  OpenPart(Kind kind, Shape.@Nullable Fields block) {
    this(kind, block, null);
  }

  private OpenPart(Kind kind, Shape.@Nullable Fields block, @Nullable Shape element) {
    this.kind = kind;
    this.block = block;
    this.element = element;
  }

  /** A list whose values have this shape. */
  static OpenPart list(@Nullable Shape shape) {
    Shape element = shape == null ? null : Shapes.element(shape);
    return new OpenPart(Kind.LIST, element instanceof Shape.Fields fields ? fields : null, element);
  }

  Kind kind() {
    return kind;
  }

  /** What settings can stand in it; null where that is not known. */
  Shape.@Nullable Fields block() {
    return block;
  }

  /** What the values of a list are; null elsewhere. */
  @Nullable Shape element() {
    return element;
  }

  /** The words and signs since the last that was complete; may be added to. */
  List<Lexeme> pending() {
    return pending;
  }

  /** What was written already and need not be offered again; may be added to. */
  Set<String> written() {
    return written;
  }

  /** What stands between the `when` and the `then` of a rule. */
  List<Lexeme> condition() {
    return condition;
  }

  /** A `then` has come: what is pending was the condition. */
  void endCondition() {
    condition = List.copyOf(pending);
    pending.clear();
  }

  /** Whether the words so far end where an expression begins or goes on. */
  boolean isExpression() {
    if (kind == Kind.RULE) {
      return !pending.isEmpty() && pending.getFirst().is("when");
    }
    return kind == Kind.TOP
        && pending.size() > 2
        && pending.getFirst().is("define")
        && pending.get(2).is("=");
  }

  /** Whether a name must come next, which may be a word of the grammar. */
  boolean expectsName() {
    if (pending.size() == 1) {
      return switch (pending.getFirst().text()) {
        case "pack", "provider", "define", "policy" -> true;
        default -> false;
      };
    }
    return !pending.isEmpty() && (pending.getLast().is(":") || pending.getLast().is("on"));
  }

  /** What the settings under a key are; null where that is not known. */
  Shape.@Nullable Fields blockAt(String key) {
    return shapeAt(key) instanceof Shape.Fields fields ? fields : null;
  }

  /** What the value of a key is; null where that is not known. */
  @Nullable Shape shapeAt(String key) {
    Shape shape = block;
    for (String part : key.split("\\.", -1)) {
      shape = shape == null ? null : Shapes.member(shape, part);
    }
    return shape;
  }

  /** The key before the colon, its parts joined by dots. */
  static String key(List<Lexeme> pending) {
    StringBuilder key = new StringBuilder();
    for (Lexeme lexeme : pending) {
      if (lexeme.is(":")) {
        break;
      }
      key.append(lexeme.sort() == Lexeme.Sort.STRING ? unquoted(lexeme.text()) : lexeme.text());
    }
    return key.toString();
  }

  private static String unquoted(String text) {
    return text.length() > 1 ? text.substring(1, text.length() - 1) : text;
  }
}
