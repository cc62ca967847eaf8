package dev.keeptrail.language.editor;

import dev.keeptrail.language.parse.Lexeme;
import dev.keeptrail.language.parse.Lexemes;
import dev.keeptrail.language.schema.PackShapes;
import dev.keeptrail.language.schema.Shape;
import dev.keeptrail.language.tree.PolicyDecl;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Finds out what can stand at a place of a YAML pack. */
final class YamlPlaces {
  private final PackShapes shapes;
  private final UnaryOperator<String> kindOfPolicy;

  YamlPlaces(PackShapes shapes, UnaryOperator<String> kindOfPolicy) {
    this.shapes = shapes;
    this.kindOfPolicy = kindOfPolicy;
  }

  Place.Found find(String text, int cursor) {
    YamlScan.Spot spot = YamlScan.scan(text, cursor);
    if (spot == null) {
      return new Place.Found(new Place.Nowhere(), new Range(cursor, cursor));
    }
    Range word = new Range(spot.start(), wordEnd(text, cursor, spot.quoted()));
    if (isKindOfPolicy(spot)) {
      return new Place.Found(new Place.KindName(), word);
    }
    if (isTarget(spot)) {
      return new Place.Found(new Place.Target(condition(spot)), word);
    }
    Shape shape = shapeOf(spot);
    return switch (shape) {
      case null -> new Place.Found(new Place.Nowhere(), word);
      case Shape.Expression _ -> expression(text, spot, cursor);
      case Shape.Either either when hasExpression(either) -> expression(text, spot, cursor);
      case Shape.Fields fields when !spot.isValue() || spot.start() == cursor ->
          new Place.Found(new Place.Key(fields, spot.written(), List.of()), word);
      case Shape.Policies _ when !spot.isValue() ->
          new Place.Found(new Place.PolicyName(spot.written()), word);
      default -> new Place.Found(new Place.Value(shape), word);
    };
  }

  private static boolean isKindOfPolicy(YamlScan.Spot spot) {
    return spot.isValue()
        && spot.path().size() == 3
        && spot.path().getFirst().equals(new YamlScan.Step.Key("policy"))
        && spot.path().getLast().equals(new YamlScan.Step.Key("kind"));
  }

  private static boolean isTarget(YamlScan.Spot spot) {
    List<YamlScan.Step> path = spot.path();
    int size = path.size();
    return size >= 3
        && path.get(size - 1) instanceof YamlScan.Step.Item
        && path.get(size - 2).equals(new YamlScan.Step.Key("targets"))
        && path.get(size - 3).equals(new YamlScan.Step.Key("then"));
  }

  /** The condition of the rule around, without the quotes or the header of a block. */
  private static List<Lexeme> condition(YamlScan.Spot spot) {
    String written = spot.condition() == null ? "" : spot.condition().strip();
    if (written.startsWith("|") || written.startsWith(">")) {
      int header = written.indexOf('\n');
      written = header < 0 ? "" : written.substring(header);
    } else if (written.startsWith("\"") || written.startsWith("'")) {
      written = written.substring(1, Math.max(1, written.length() - 1));
    }
    return Lexemes.of(written);
  }

  private @Nullable Shape shapeOf(YamlScan.Spot spot) {
    Shape shape = shapes.document();
    for (int i = 0; i < spot.path().size() && shape != null; i++) {
      shape =
          switch (spot.path().get(i)) {
            case YamlScan.Step.Item _ -> Shapes.element(shape);
            case YamlScan.Step.Key(String name) ->
                shape instanceof Shape.Policies policies
                    ? policy(policies, name, spot.kinds().get(i + 1))
                    : Shapes.member(shape, name);
          };
    }
    return shape;
  }

  private Shape.@Nullable Fields policy(
      Shape.Policies policies, String name, @Nullable String kind) {
    String known = kind == null ? kindOfPolicy.apply(name) : kind;
    // A policy that says nothing of its kind yet has rules of its own.
    return policies.block(known).or(() -> policies.block(PolicyDecl.RULES)).orElse(null);
  }

  private static boolean hasExpression(Shape.Either either) {
    return either.shapes().stream().anyMatch(Shape.Expression.class::isInstance);
  }

  private static Place.Found expression(String text, YamlScan.Spot spot, int cursor) {
    int start = spot.start();
    Typed typed = Typed.of(text.substring(start, wordEnd(text, cursor, false)), cursor - start);
    Range word = new Range(typed.word().start() + start, typed.word().end() + start);
    if (typed.inComment()) {
      return new Place.Found(new Place.Nowhere(), word);
    }
    return new Place.Found(
        new Place.Expression(typed.before(), typed.inString(), Place.Owner.LONE), word);
  }

  private static int wordEnd(String text, int cursor, boolean quoted) {
    int end = cursor;
    Set<Character> stops = quoted ? Set.of('"', '\'') : Set.of(':', ',', '}', ']', '#', '"', '\'');
    while (end < text.length()
        && !Character.isWhitespace(text.charAt(end))
        && !stops.contains(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
