package dev.keeptrail.engine.conformance.generate;

import dev.keeptrail.engine.conformance.generate.RandomTests.Binding;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.rule.FactSchema;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Random packs whose policies hold author-written rules, beside policies of installed kinds with
 * random settings.
 */
final class RandomPack {
  private static final String CONDITION = "condition";

  private final Dice dice;
  private final Phase phase;
  private final RandomTests tests;
  private final RandomSettings settings;
  private final List<FactType> types;
  private List<Binding> bound = new ArrayList<>();
  private boolean matchesFinding;
  private boolean hasChoice;
  private int bindings;

  RandomPack(Dice dice, Phase phase) {
    this.dice = dice;
    this.phase = phase;
    this.tests = new RandomTests(dice);
    this.settings = new RandomSettings(dice);
    this.types =
        Stream.of(FactType.values())
            .filter(type -> FactSchema.phases(type).contains(phase))
            .toList();
  }

  Shape pack() {
    List<Shape> entries = new ArrayList<>();
    List<Shape> policies = new ArrayList<>();
    List<KindSchema> kinds = new ArrayList<>(RandomSettings.kinds(phase));
    int count = 1 + dice.below(4);
    for (int i = 0; i < count; i++) {
      if (dice.chance(50) && !kinds.isEmpty()) {
        entries.add(settings.entry(kinds.remove(dice.below(kinds.size()))));
      } else {
        entries.add(Shape.leaf("entry", "p" + i));
        policies.add(policy(i));
      }
    }
    return Shape.fixed(
        "pack",
        "language 1\n\npack generated {\n  version: \"1.0.0\"\n}\n\n",
        "\n",
        "",
        new Shape("chain", "chain {\n  ", "\n  ", "\n}\n", entries, 1),
        new Shape("policies", "", "\n", "", policies, 0));
  }

  private Shape policy(int number) {
    List<Shape> parts = new ArrayList<>();
    if (dice.chance(20)) {
      parts.add(Shape.leaf("entry", "enforcement: shadow"));
    }
    if (dice.chance(30)) {
      parts.add(Shape.leaf("entry", "terms: { people: [\"ann\", \"bob\"] }"));
    }
    int rules = 1 + dice.below(4);
    for (int i = 0; i < rules; i++) {
      parts.add(rule("r" + i));
    }
    return new Shape(
        "policy",
        "policy p" + number + " on " + phase.word() + " {\n  ",
        "\n  ",
        "\n}\n",
        parts,
        0);
  }

  private Shape rule(String name) {
    bound = new ArrayList<>();
    matchesFinding = false;
    hasChoice = false;
    bindings = 0;
    Shape when =
        dice.chance(5)
            ? Shape.leaf(CONDITION, "true")
            : new Shape(CONDITION, "", " and ", "", dice.list(1, 3, this::condition), 1);
    Shape then = effect();
    return Shape.fixed(
        "rule", "rule " + name + " {\n    when ", "\n    then ", "\n  }", when, then);
  }

  private Shape condition() {
    return switch (dice.below(12)) {
      case 0, 1 -> choice();
      case 2, 3 -> group("not ");
      case 4 -> group("exists ");
      case 5, 6 -> aggregate();
      case 7 -> bound.isEmpty() ? pattern() : boundTest();
      default -> pattern();
    };
  }

  /** Alternatives; what they bind is not for the rest of the rule. */
  private Shape choice() {
    hasChoice = true;
    List<Binding> before = bound;
    List<Shape> alternatives =
        dice.list(
            2,
            3,
            () -> {
              bound = new ArrayList<>(before);
              return dice.chance(70) ? pattern() : group("not ");
            });
    bound = before;
    return new Shape(CONDITION, "(", " or ", ")", alternatives, 1);
  }

  private Shape group(String word) {
    List<Binding> before = bound;
    boolean finding = matchesFinding;
    bound = new ArrayList<>(before);
    List<Shape> patterns = dice.list(1, dice.chance(40) ? 2 : 1, this::pattern);
    bound = before;
    matchesFinding = finding;
    return new Shape(CONDITION, word + "(", " and ", ")", patterns, 1);
  }

  private Shape aggregate() {
    List<Binding> before = bound;
    boolean finding = matchesFinding;
    bound = new ArrayList<>(before);
    FactType type = dice.pick(types);
    String name = "b" + bindings++;
    Shape pattern = pattern(name, type);
    bound = before;
    matchesFinding = finding;
    String comparison =
        dice.pick(" == ", " != ", " < ", " <= ", " > ", " >= ") + dice.pick(Vocabulary.NUMBERS);
    List<String> numbers =
        FactSchema.fields(type).stream()
            .filter(field -> field.type() == dev.keeptrail.language.rule.FieldType.NUMBER)
            .map(field -> name + "." + field.name())
            .toList();
    String value =
        type == FactType.TOOL_CALL && dice.chance(50)
            ? name + ".arguments.amount"
            : numbers.isEmpty() ? "" : dice.pick(numbers);
    if (value.isEmpty() || dice.chance(50)) {
      return Shape.fixed(CONDITION, "count(", "", ")" + comparison, pattern);
    }
    return Shape.fixed(
        CONDITION,
        dice.pick("sum", "min", "max") + "(",
        "",
        ", " + value + ")" + comparison,
        pattern);
  }

  private Shape boundTest() {
    Binding one = dice.pick(bound);
    return tests.test(one.type(), one.name() + ".", bound);
  }

  private Shape pattern() {
    FactType type = dice.chance(30) ? FactType.FINDING : dice.pick(types);
    return pattern("b" + bindings++, type);
  }

  private Shape pattern(String name, FactType type) {
    List<Shape> inside = dice.list(0, 3, () -> tests.test(type, "", bound));
    bound.add(new Binding(name, type));
    matchesFinding |= type == FactType.FINDING;
    return new Shape(CONDITION, name + ": " + type.word() + "(", ", ", ")", inside, 0);
  }

  private Shape effect() {
    List<Shape> options = new ArrayList<>();
    String verb = verb();
    if (verb.equals("block") || verb.equals("escalate")) {
      if (dice.chance(50)) {
        options.add(Shape.leaf("option", "message: \"stopped " + place() + "\""));
      }
    }
    if (verb.equals("escalate") && dice.chance(50)) {
      options.add(Shape.leaf("option", "assign: { team: treasury }"));
    }
    if (verb.equals("tag") || dice.chance(20)) {
      options.add(Shape.leaf("option", "tags: { risk: \"" + place() + "\" }"));
    }
    if (verb.equals("rewrite")) {
      Shape replacement = Shape.leaf("option", "replacement: \"<" + place() + ">\"");
      return Shape.fixed(
          "effect",
          "rewrite \"generated.rewritten\" { ",
          " ",
          " }",
          replacement,
          new Shape("options", "", " ", "", options, 0));
    }
    String reason = dice.chance(50) ? "" : " \"generated." + dice.pick("one", "two") + "\"";
    return options.isEmpty()
        ? Shape.leaf("effect", verb + reason)
        : new Shape("effect", verb + reason + " { ", " ", " }", options, 0);
  }

  private String verb() {
    boolean edits = matchesFinding && !hasChoice;
    return edits && dice.chance(50)
        ? dice.pick("redact", "redact", "rewrite")
        : dice.pick("block", "escalate", "flag", "tag", "allow");
  }

  private String place() {
    if (hasChoice || bound.isEmpty() || dice.chance(40)) {
      return "x";
    }
    Binding one = dice.pick(bound);
    return "{" + one.name() + "." + dice.pick(FactSchema.fields(one.type())).name() + "}";
  }
}
