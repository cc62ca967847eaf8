package dev.keeptrail.engine.conformance.generate;

import dev.keeptrail.language.rule.FactField;
import dev.keeptrail.language.rule.FactSchema;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.FieldType;
import java.util.ArrayList;
import java.util.List;

/** Random tests on the fields of a fact, in pack text; well typed by the fact schema. */
final class RandomTests {
  private static final String SORT = "test";

  private final Dice dice;

  RandomTests(Dice dice) {
    this.dice = dice;
  }

  /**
   * A test on facts of a type.
   *
   * @param prefix what stands before the field's name: nothing inside a pattern, {@code b0.}
   *     outside
   * @param bound facts that the test may compare with
   */
  Shape test(FactType type, String prefix, List<Binding> bound) {
    int choice = dice.below(12);
    if (choice == 0) {
      return new Shape(
          SORT, "(", " or ", ")", dice.list(2, 3, () -> plain(type, prefix, bound)), 1);
    }
    if (choice == 1) {
      return new Shape(
          SORT, "(", " and ", ")", dice.list(2, 3, () -> plain(type, prefix, bound)), 1);
    }
    if (choice == 2) {
      return Shape.fixed(SORT, "not (", "", ")", test(type, prefix, bound));
    }
    return plain(type, prefix, bound);
  }

  /** A fact that earlier patterns bound. */
  record Binding(String name, FactType type) {}

  private Shape plain(FactType type, String prefix, List<Binding> bound) {
    FactField field = dice.pick(FactSchema.fields(type));
    String name = prefix + field.name();
    if (!bound.isEmpty() && dice.chance(25)) {
      Binding other = dice.pick(bound);
      List<String> joins = joins(field, name, other);
      if (!joins.isEmpty()) {
        return Shape.leaf(SORT, dice.pick(joins));
      }
    }
    return Shape.leaf(SORT, onField(field, name));
  }

  /** Tests that hold a field against one of a fact that is bound; equality as often as all else. */
  private List<String> joins(FactField field, String name, Binding other) {
    List<String> joins = new ArrayList<>();
    for (FactField candidate : FactSchema.fields(other.type())) {
      String there = other.name() + "." + candidate.name();
      boolean json = field.type() == FieldType.JSON || candidate.type() == FieldType.JSON;
      String one = field.type() == FieldType.JSON ? path(name) : name;
      String two = candidate.type() == FieldType.JSON ? path(there) : there;
      boolean lists = isList(field.type()) || isList(candidate.type());
      boolean same = field.type() == candidate.type() && field.words().equals(candidate.words());
      if (!lists && (json || same)) {
        joins.add(one + dice.pick(" == ", " == ", " == ", " != ") + two);
      }
      if (json && isList(candidate.type())) {
        joins.add(one + dice.pick(" in ", " not in ") + two);
      }
      if (field.type() == FieldType.NUMBER && candidate.type() == FieldType.NUMBER) {
        joins.add(number(one) + comparison() + number(two));
      }
      if (field.type() == FieldType.TEXT && candidate.type() == FieldType.TEXT) {
        joins.add(onTwoTexts(one, two));
      }
      if (field.type() == FieldType.TEXT && candidate.type() == FieldType.TEXTS) {
        joins.add(one + dice.pick(" in ", " not in ") + two);
      }
    }
    return joins;
  }

  private static boolean isList(FieldType type) {
    return type == FieldType.TEXTS || type == FieldType.NUMBERS;
  }

  private String onTwoTexts(String one, String two) {
    return switch (dice.below(6)) {
      case 0 -> one + comparison() + two;
      case 1 -> one + " contains " + two;
      case 2 -> dice.pick("starts_with", "ends_with") + "(" + one + ", " + two + ")";
      case 3 -> "lower(" + one + ") == lower(" + two + ")";
      case 4 -> "replace(" + one + ", " + two + ", \"\") == \"\"";
      default -> "length(" + one + ")" + comparison() + "length(" + two + ") * 2";
    };
  }

  private String onField(FactField field, String name) {
    if (!field.words().isEmpty()) {
      return dice.chance(70)
          ? name + " " + dice.pick("==", "!=") + " " + dice.pick(field.words())
          : name + dice.pick(" in ", " not in ") + list(field.words());
    }
    return switch (field.type()) {
      case TEXT -> onText(name, Vocabulary.texts(field.name()));
      case CATEGORY -> onCategory(name);
      case NUMBER -> number(name) + comparison() + constant();
      case TRUTH -> name + dice.pick(" == ", " != ") + dice.pick("true", "false");
      case TEXTS -> onTexts(name, Vocabulary.texts(field.name()));
      case NUMBERS -> "size(" + name + ")" + comparison() + constant();
      case JSON -> onJson(path(name));
    };
  }

  private String onText(String name, List<String> texts) {
    return switch (dice.below(18)) {
      case 11 ->
          dice.pick("starts_with", "ends_with")
              + "("
              + name
              + ", "
              + quoted(dice.pick(texts))
              + ")";
      case 12 -> name + dice.pick(" < ", " <= ", " > ", " >= ") + quoted(dice.pick(texts));
      case 13 ->
          "replace(%s, %s, %s) == %s"
              .formatted(
                  name,
                  quoted(dice.pick(Vocabulary.PARTS)),
                  quoted(dice.pick(Vocabulary.PARTS)),
                  quoted(dice.pick(texts)));
      case 14 ->
          "%s(split(%s, %s)) == %s"
              .formatted(
                  dice.pick("first", "last"),
                  name,
                  quoted(dice.pick(Vocabulary.PARTS)),
                  quoted(dice.pick(texts)));
      case 15 ->
          "size(split(%s, %s))%s%s"
              .formatted(name, quoted(dice.pick(Vocabulary.PARTS)), comparison(), constant());
      case 16 -> "number(" + name + ")" + comparison() + constant();
      case 17 -> "text(number(" + name + ")) == " + quoted(dice.pick(texts));
      case 0, 1, 2 -> name + dice.pick(" == ", " != ") + quoted(dice.pick(texts));
      case 3 -> name + dice.pick(" in ", " not in ") + list(texts);
      case 4 -> name + " like " + quoted(dice.pick(Vocabulary.GLOBS));
      case 5 -> name + " matches '" + dice.pick(Vocabulary.REGEXES) + "'";
      case 6 -> name + " contains " + quoted(dice.pick(texts));
      case 7 -> "length(" + name + ")" + comparison() + constant();
      case 8 ->
          dice.pick("lower", "upper", "trim") + "(" + name + ") == " + quoted(dice.pick(texts));
      case 9 -> name + " called " + quoted(dice.pick(Vocabulary.CALLED));
      default -> "exists " + name;
    };
  }

  private String onCategory(String name) {
    return switch (dice.below(4)) {
      case 0 -> name + " == " + quoted(dice.pick(Vocabulary.CATEGORIES));
      case 1 -> name + " under " + list(Vocabulary.CATEGORIES);
      default -> name + " under " + quoted(dice.pick(Vocabulary.CATEGORIES));
    };
  }

  private String onTexts(String name, List<String> texts) {
    return switch (dice.below(4)) {
      case 0 -> quoted(dice.pick(texts)) + dice.pick(" in ", " not in ") + name;
      case 1 -> "size(" + name + ")" + comparison() + constant();
      case 2 -> "join(" + name + ", \",\") like " + quoted(dice.pick(Vocabulary.GLOBS));
      default -> name + " contains " + quoted(dice.pick(texts));
    };
  }

  private String onJson(String path) {
    return switch (dice.below(14)) {
      case 10 -> path + comparison() + quoted(dice.pick(Vocabulary.texts("to")));
      case 11 -> path + dice.pick(" == ", " != ") + dice.pick("true", "false");
      case 12 -> "text(" + path + ") == " + quoted(dice.pick(Vocabulary.texts("id")));
      case 13 -> constant() + dice.pick(" in ", " not in ") + path;
      case 0 -> "exists " + path;
      case 1 -> path + dice.pick(" == ", " != ") + quoted(dice.pick(Vocabulary.texts("to")));
      case 2 -> path + dice.pick(" == ", " != ") + constant();
      case 3 -> path + " like " + quoted(dice.pick(Vocabulary.GLOBS));
      case 4 -> path + " contains " + quoted(dice.pick(Vocabulary.texts("to")));
      case 5 -> path + dice.pick(" in ", " not in ") + list(Vocabulary.texts("to"));
      case 6 -> "number(" + path + ")" + comparison() + constant();
      case 7 -> path + " matches '" + dice.pick(Vocabulary.REGEXES) + "'";
      default -> number(path) + comparison() + constant();
    };
  }

  private String path(String name) {
    var path = new StringBuilder(name).append('.').append(dice.pick(Vocabulary.MEMBERS));
    if (dice.chance(25)) {
      path.append('[').append(dice.below(3)).append(']');
    }
    if (dice.chance(15)) {
      path.append('.').append(dice.pick(Vocabulary.MEMBERS));
    }
    return path.toString();
  }

  private String number(String operand) {
    return switch (dice.below(8)) {
      case 0 -> operand + dice.pick(" + ", " - ", " * ", " / ", " % ") + constant();
      case 1 -> "abs(" + operand + ")";
      case 2 -> "-" + operand;
      case 3 -> "round(" + operand + " / 3)";
      default -> operand;
    };
  }

  private String comparison() {
    return dice.pick(" == ", " != ", " < ", " <= ", " > ", " >= ");
  }

  private String constant() {
    return dice.pick(Vocabulary.NUMBERS);
  }

  private String list(List<String> texts) {
    return "[" + String.join(", ", dice.list(1, 3, () -> quoted(dice.pick(texts)))) + "]";
  }

  private static String quoted(String text) {
    return Vocabulary.quoted(text);
  }
}
