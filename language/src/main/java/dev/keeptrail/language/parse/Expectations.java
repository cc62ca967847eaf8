package dev.keeptrail.language.parse;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/**
 * Words for what could have stood somewhere: "an expression" for the forty signs that start one.
 */
final class Expectations {
  private static final Set<Integer> OPERATORS =
      Set.of(
          PackParser.AND,
          PackParser.OR,
          PackParser.EQ,
          PackParser.NE,
          PackParser.LT,
          PackParser.LE,
          PackParser.GT,
          PackParser.GE,
          PackParser.IN,
          PackParser.NOT,
          PackParser.CONTAINS,
          PackParser.UNDER,
          PackParser.CALLED,
          PackParser.LIKE,
          PackParser.MATCHES,
          PackParser.PLUS,
          PackParser.MINUS,
          PackParser.STAR,
          PackParser.SLASH,
          PackParser.PERCENT);

  /** What may follow a name, and goes without saying. */
  private static final Set<Integer> AFTER_NAMES =
      Set.of(PackParser.DOT, PackParser.LBRACKET, PackParser.LPAREN, PackParser.COLON);

  private static final Set<Integer> TEXTS =
      Set.of(PackParser.STRING, PackParser.RAW_STRING, PackParser.BLOCK_STRING);

  private static final Set<Integer> VALUES =
      Set.of(PackParser.NUMBER, PackParser.TRUE, PackParser.FALSE, PackParser.MINUS);

  private final Set<Integer> left = new LinkedHashSet<>();
  private final List<String> labels = new ArrayList<>();

  private Expectations(IntervalSet expected) {
    left.addAll(expected.toList());
    left.remove(PackParser.BORDER);
  }

  static String describe(IntervalSet expected, Parser parser) {
    Expectations expectations = new Expectations(expected);
    expectations.collapse();
    expectations.addSigns(parser);
    return joined(expectations.labels);
  }

  private void collapse() {
    boolean expression = left.contains(PackParser.LPAREN) && left.contains(PackParser.NUMBER);
    boolean operator = left.contains(PackParser.AND) && left.contains(PackParser.STAR);
    if (expression) {
      take("an expression", Expectations::startsExpression);
    } else if (left.contains(PackParser.LBRACKET) && left.contains(PackParser.TRUE)) {
      take("a value", Expectations::startsValue);
    } else if (operator) {
      take("an operator", OPERATORS::contains);
      left.removeAll(AFTER_NAMES);
    }
    if (left.contains(PackParser.POLICY) && !left.contains(PackParser.WORD)) {
      take("an item such as `policy`", Words::startsItem);
    }
    collapseNames();
  }

  private void collapseNames() {
    boolean names = left.contains(PackParser.WORD);
    boolean texts = left.contains(PackParser.STRING);
    if (names && texts && left.contains(PackParser.RBRACE) && !left.contains(PackParser.LBRACE)) {
      take("a setting", type -> Words.isWord(type) || TEXTS.contains(type));
    } else if (names) {
      take("a name", Words::isWord);
    }
    if (left.contains(PackParser.STRING)) {
      take("a text", TEXTS::contains);
    }
    if (left.contains(PackParser.NUMBER)) {
      take("a number", VALUES::contains);
    }
  }

  private void addSigns(Parser parser) {
    for (int type : left) {
      labels.add(
          type == Token.EOF
              ? "the end"
              : parser.getVocabulary().getDisplayName(type).replace('\'', '`'));
    }
  }

  private void take(String label, IntPredicate what) {
    labels.add(label);
    left.removeIf(what::test);
  }

  private static boolean startsExpression(int type) {
    return Words.isName(type)
        || TEXTS.contains(type)
        || VALUES.contains(type)
        || type == PackParser.EXISTS
        || type == PackParser.NOT
        || type == PackParser.LPAREN
        || type == PackParser.LBRACKET;
  }

  private static boolean startsValue(int type) {
    return Words.isName(type)
        || TEXTS.contains(type)
        || VALUES.contains(type)
        || type == PackParser.LBRACKET
        || type == PackParser.LBRACE;
  }

  private static String joined(List<String> labels) {
    int last = labels.size() - 1;
    return last < 1
        ? String.join("", labels)
        : String.join(", ", labels.subList(0, last)) + " or " + labels.get(last);
  }
}
