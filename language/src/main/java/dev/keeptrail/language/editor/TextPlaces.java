package dev.keeptrail.language.editor;

import dev.keeptrail.language.parse.Lexeme;
import dev.keeptrail.language.resolve.Verb;
import dev.keeptrail.language.schema.FactShapes;
import dev.keeptrail.language.schema.PackShapes;
import dev.keeptrail.language.schema.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what can stand at a place of a text pack, from the words and signs before it alone, so
 * that it works while a document is being written. Serves one question.
 */
final class TextPlaces {
  private static final Map<String, String> ITEMS = items();
  private static final Map<String, String> VERDICTS =
      Map.of(
          "allow", "the content passes",
          "redact", "the content passes with parts masked",
          "escalate", "delivery waits for a person",
          "block", "delivery is refused");

  private final PackShapes shapes;
  private final UnaryOperator<String> kindOfPolicy;
  private final Deque<Frame> open = new ArrayDeque<>();

  /**
   * @param kindOfPolicy from the name of a policy to the name of its kind
   */
  TextPlaces(PackShapes shapes, UnaryOperator<String> kindOfPolicy) {
    this.shapes = shapes;
    this.kindOfPolicy = kindOfPolicy;
    open.push(new Frame(Part.TOP, null));
  }

  Place.Found find(String text, int cursor) {
    Typed typed = Typed.of(text, cursor);
    if (typed.inComment()) {
      return new Place.Found(new Place.Nowhere(), typed.word());
    }
    typed.before().forEach(this::take);
    return new Place.Found(place(typed.inString()), typed.word());
  }

  private void take(Lexeme lexeme) {
    Frame frame = frame();
    if (frame.isExpression() && !endsExpression(frame, lexeme)) {
      frame.pending.add(lexeme);
      return;
    }
    switch (lexeme.text()) {
      case "{" -> openBlock(frame, lexeme);
      case "}" -> close();
      case "[" -> openList(frame, lexeme);
      case "]" -> close();
      case "," -> {
        if (frame.part == Part.BLOCK || frame.part == Part.CHAIN || frame.part == Part.LIST) {
          frame.pending.clear();
        } else {
          frame.pending.add(lexeme);
        }
      }
      default -> word(frame, lexeme);
    }
  }

  /** In a rule `then` ends the condition; at the top the next item ends a definition. */
  private static boolean endsExpression(Frame frame, Lexeme lexeme) {
    if (lexeme.is("}") && depth(frame.pending) == 0) {
      return true;
    }
    return frame.part == Part.RULE
        ? lexeme.is("then")
        : ITEMS.containsKey(lexeme.text())
            && lexeme.sort() == Lexeme.Sort.WORD
            && depth(frame.pending) == 0
            && endsOperand(frame.pending.getLast());
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

  private void word(Frame frame, Lexeme lexeme) {
    switch (frame.part) {
      case TOP -> {
        if (ITEMS.containsKey(lexeme.text())
            && lexeme.sort() == Lexeme.Sort.WORD
            && !frame.expectsName()) {
          frame.pending.clear();
        }
        frame.pending.add(lexeme);
      }
      case BLOCK, POLICY -> {
        frame.pending.add(lexeme);
        if (frame.part == Part.POLICY
            && frame.pending.getFirst().is("rule")
            && !(frame.pending.size() > 1 && frame.pending.get(1).is(":"))) {
          return;
        }
        if (frame.pending.size() > 1
            && frame.pending.get(frame.pending.size() - 2).is(":")
            && !lexeme.is("-")) {
          frame.written.add(key(frame.pending));
          frame.pending.clear();
        }
      }
      case CHAIN -> {
        frame.written.add(lexeme.text());
        frame.pending.clear();
        frame.pending.add(lexeme);
      }
      case LIST -> {
        frame.pending.clear();
        frame.pending.add(lexeme);
      }
      case TEST -> {
        if (lexeme.is("given") || lexeme.is("expect")) {
          frame.pending.clear();
        }
        frame.pending.add(lexeme);
      }
      case RULE -> {
        if (lexeme.is("then")) {
          frame.condition = List.copyOf(frame.pending);
          frame.pending.clear();
        }
        frame.pending.add(lexeme);
      }
    }
  }

  private void close() {
    if (open.size() > 1) {
      open.pop();
    }
    Frame frame = frame();
    if (frame.part == Part.BLOCK || frame.part == Part.POLICY) {
      if (frame.pending.stream().anyMatch(lexeme -> lexeme.is(":"))) {
        frame.written.add(key(frame.pending));
      }
    }
    if (frame.part == Part.RULE) {
      return;
    }
    frame.pending.clear();
  }

  private void openList(Frame frame, Lexeme lexeme) {
    frame.pending.add(lexeme);
    Shape shape = frame.block == null ? null : shapeAt(frame, key(frame.pending));
    open.push(new Frame(Part.LIST, new ListOf(shape).elementBlock(), new ListOf(shape).element()));
  }

  private void openBlock(Frame frame, Lexeme lexeme) {
    List<Lexeme> head = List.copyOf(frame.pending);
    frame.pending.add(lexeme);
    open.push(opened(frame, head));
  }

  private Frame opened(Frame frame, List<Lexeme> head) {
    String first = head.isEmpty() ? "" : head.getFirst().text();
    return switch (frame.part) {
      case TOP ->
          switch (first) {
            case "pack" -> new Frame(Part.BLOCK, without(shapes.pack(), "name"));
            case "provider" -> new Frame(Part.BLOCK, without(shapes.target(), "id"));
            case "gateway" -> new Frame(Part.BLOCK, shapes.gateway());
            case "chain" -> new Frame(Part.CHAIN, null);
            case "policy" -> new Frame(Part.POLICY, kindBlock(policyKind(head)));
            case "test" -> new Frame(Part.TEST, null);
            default -> new Frame(Part.BLOCK, null);
          };
      case CHAIN -> new Frame(Part.BLOCK, kindBlock(kindOfPolicy.apply(first)));
      case POLICY ->
          first.equals("rule")
              ? new Frame(Part.RULE, null)
              : new Frame(Part.BLOCK, blockAt(frame, key(head)));
      case BLOCK -> new Frame(Part.BLOCK, blockAt(frame, key(head)));
      case LIST -> new Frame(Part.BLOCK, frame.block);
      case TEST ->
          new Frame(
              Part.BLOCK,
              first.equals("given") && head.size() > 1
                  ? FactShapes.given(head.get(1).text())
                  : FactShapes.expectation());
      case RULE -> new Frame(Part.BLOCK, options(head));
    };
  }

  private Place place(boolean inString) {
    Frame frame = frame();
    List<Lexeme> pending = frame.pending;
    return switch (frame.part) {
      case TOP -> top(frame, inString);
      case BLOCK -> setting(frame, List.of());
      case POLICY ->
          !pending.isEmpty() && pending.getFirst().is("rule") && !isValue(pending)
              ? new Place.Nowhere()
              : setting(frame, List.of("rule"));
      case CHAIN -> new Place.PolicyName(frame.written);
      case LIST -> frame.element == null ? new Place.Nowhere() : new Place.Value(frame.element);
      case TEST -> test(pending);
      case RULE -> rule(frame, inString);
    };
  }

  private Place top(Frame frame, boolean inString) {
    List<Lexeme> pending = frame.pending;
    if (frame.isExpression()) {
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

  private Place setting(Frame frame, List<String> also) {
    if (isValue(frame.pending)) {
      Shape shape = frame.block == null ? null : shapeAt(frame, key(frame.pending));
      return shape == null ? new Place.Nowhere() : new Place.Value(shape);
    }
    Shape.Fields block = frame.block;
    List<Lexeme> pending = frame.pending;
    if (!pending.isEmpty() && pending.getLast().is(".") && block != null) {
      block = blockAt(frame, key(pending.subList(0, pending.size() - 1)));
      also = List.of();
    } else if (!pending.isEmpty()) {
      return new Place.Nowhere();
    }
    if (block == null) {
      return also.isEmpty()
          ? new Place.Nowhere()
          : new Place.Key(new Shape.Fields(List.of(), List.of()), frame.written, also);
    }
    return new Place.Key(block, frame.written, also);
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

  private Place rule(Frame frame, boolean inString) {
    List<Lexeme> pending = frame.pending;
    if (pending.isEmpty()) {
      return new Place.Keywords(Map.of("when", "what has to hold"));
    }
    if (pending.getFirst().is("then")) {
      if (pending.size() == 1) {
        return new Place.VerbName();
      }
      return inString || pending.getLast().sort() == Lexeme.Sort.STRING
          ? new Place.Nowhere()
          : new Place.Target(frame.condition);
    }
    return pending.getFirst().is("when")
        ? new Place.Expression(pending.subList(1, pending.size()), inString, Place.Owner.CONDITION)
        : new Place.Keywords(Map.of("when", "what has to hold"));
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

  private static Shape.@Nullable Fields blockAt(Frame frame, String key) {
    Shape shape = frame.block == null ? null : shapeAt(frame, key);
    return shape instanceof Shape.Fields fields ? fields : null;
  }

  private static @Nullable Shape shapeAt(Frame frame, String key) {
    Shape shape = frame.block;
    for (String part : key.split("\\.", -1)) {
      shape = shape == null ? null : Shapes.member(shape, part);
    }
    return shape;
  }

  /** The key before the colon, its parts joined by dots. */
  private static String key(List<Lexeme> pending) {
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

  private static Shape.Fields without(Shape.Fields block, String name) {
    return new Shape.Fields(
        block.fields().stream().filter(field -> !field.name().equals(name)).toList(),
        block.oneOf());
  }

  private Frame frame() {
    return open.getFirst();
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

  /** What a pair of braces or brackets belongs to. */
  private enum Part {
    TOP,
    BLOCK,
    CHAIN,
    POLICY,
    RULE,
    TEST,
    LIST
  }

  /** A part that is open where the cursor stands. */
  private static final class Frame {
    private final Part part;
    private final Shape.@Nullable Fields block;
    private final @Nullable Shape element;
    private final List<Lexeme> pending = new ArrayList<>();
    private final Set<String> written = new LinkedHashSet<>();
    private List<Lexeme> condition = List.of();

    Frame(Part part, Shape.@Nullable Fields block) {
      this(part, block, null);
    }

    Frame(Part part, Shape.@Nullable Fields block, @Nullable Shape element) {
      this.part = part;
      this.block = block;
      this.element = element;
    }

    /** Whether the words so far end where an expression begins or goes on. */
    boolean isExpression() {
      if (part == Part.RULE) {
        return !pending.isEmpty() && pending.getFirst().is("when");
      }
      return part == Part.TOP
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
  }

  private record ListOf(@Nullable Shape shape) {
    @Nullable Shape element() {
      return shape == null ? null : Shapes.element(shape);
    }

    Shape.@Nullable Fields elementBlock() {
      return element() instanceof Shape.Fields fields ? fields : null;
    }
  }
}
