package dev.keeptrail.language.print;

import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.parse.ExpressionReader;
import dev.keeptrail.language.source.EmbeddedText;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.ExprDecl;
import dev.keeptrail.language.tree.ExprDecl.Binary;
import dev.keeptrail.language.tree.ExprDecl.BinaryOperator;
import dev.keeptrail.language.tree.ExprDecl.NamePart;
import dev.keeptrail.language.tree.ExprDecl.Unary;
import dev.keeptrail.language.tree.ExprDecl.UnaryOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes expressions of the tree in the text notation. Brackets that the author wrote stay; others
 * are added only where the text would be read as another tree.
 */
final class ExpressionWriter {
  private static final int NEGATION = 3;
  private static final int COMPARISON = BinaryOperator.EQUAL.binding();
  private static final int PREFIX = 7;
  private static final int PRIMARY = 8;

  private ExpressionWriter() {}

  /**
   * The expression as its author wrote it, comments and line ends included, where the source shows
   * it plainly; otherwise written from the tree.
   */
  static String text(ExprDecl expression) {
    return asWritten(expression).orElseGet(() -> write(expression));
  }

  /** The expression with the comments in it, where the source shows it plainly. */
  static Optional<String> asWritten(ExprDecl expression) {
    String slice = slice(expression.span());
    return sameTokens(slice, write(expression)) ? Optional.of(slice) : Optional.empty();
  }

  /** The expression on one line, from the tree alone but for the spelling of numbers. */
  static String write(ExprDecl expression) {
    return switch (expression) {
      case ExprDecl.Text text -> TextLiterals.quoted(text.value());
      case ExprDecl.Decimal decimal -> number(decimal);
      case ExprDecl.Truth truth -> Boolean.toString(truth.value());
      case ExprDecl.Items items -> "[" + list(items.items()) + "]";
      case ExprDecl.Name name -> path(name.parts());
      case ExprDecl.Call call -> call.name().text() + "(" + list(call.arguments()) + ")";
      case ExprDecl.Bound bound -> bound.binding().text() + ": " + write(bound.pattern());
      case Unary unary -> prefix(unary);
      case Binary binary -> infix(binary);
      case ExprDecl.Grouped grouped -> "(" + write(grouped.inner()) + ")";
      case ExprDecl.Invalid _ -> throw new IllegalArgumentException("the pack has errors");
    };
  }

  /** Whether two texts are the same but for comments, white space and the way of quoting. */
  private static boolean sameTokens(String slice, String written) {
    List<Token> left = withoutLastCommas(slice);
    List<Token> right = withoutLastCommas(written);
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!isSame(left.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSame(Token left, Token right) {
    boolean bothTexts = isText(left) && isText(right);
    return left.text().equals(right.text())
        || (bothTexts && value(left.text()).equals(value(right.text())));
  }

  /**
   * What a text in quotes says; empty when it says nothing in pack text, as some of YAML do whose
   * quotes know other escapes.
   */
  private static Optional<String> value(String literal) {
    Span place = Span.startOf(new SourceText("", literal));
    Problems problems = new Problems();
    ExprDecl read = ExpressionReader.read(EmbeddedText.at(place, literal), "", problems);
    return read instanceof ExprDecl.Text text && !problems.hasErrors()
        ? Optional.of(text.value())
        : Optional.empty();
  }

  /** A comma before a closing bracket says nothing. */
  private static List<Token> withoutLastCommas(String text) {
    List<Token> all = TokenScanner.scan(text);
    List<Token> tokens = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Token next = all.get(Math.min(i + 1, all.size() - 1));
      if (!all.get(i).is(",") || !(next.is("]") || next.is(")"))) {
        tokens.add(all.get(i));
      }
    }
    return tokens;
  }

  private static boolean isText(Token token) {
    return switch (token.kind()) {
      case STRING, RAW_STRING, BLOCK_STRING -> true;
      case WORD, NUMBER, SIGN, END -> false;
    };
  }

  private static String slice(Span span) {
    SourceText source = span.source();
    int end = Math.min(span.end(), source.text().length());
    return source.text().substring(Math.min(span.offset(), end), end);
  }

  private static String number(ExprDecl.Decimal decimal) {
    String written = slice(decimal.span());
    List<Token> tokens = TokenScanner.scan(written);
    boolean plain = tokens.size() == 2 && tokens.getFirst().kind() == Token.Kind.NUMBER;
    if (plain && Double.parseDouble(written.replace("_", "")) == decimal.value()) {
      return written;
    }
    String digits = TextLiterals.number(Math.abs(decimal.value()));
    return decimal.value() < 0 ? "-" + digits : digits;
  }

  private static String list(List<ExprDecl> items) {
    return items.stream().map(ExpressionWriter::write).collect(Collectors.joining(", "));
  }

  private static String path(List<NamePart> parts) {
    StringBuilder path = new StringBuilder();
    for (NamePart part : parts) {
      switch (part) {
        case NamePart.Member member ->
            path.append(path.isEmpty() ? "" : ".").append(TextLiterals.key(member.name()));
        case NamePart.Element element -> path.append('[').append(element.index()).append(']');
      }
    }
    return path.toString();
  }

  private static String prefix(Unary unary) {
    boolean not = unary.operator() == UnaryOperator.NOT;
    String operand = bracketed(unary.operand(), not ? NEGATION : PREFIX);
    return unary.operator() == UnaryOperator.NEGATE
        ? "-" + operand
        : unary.operator().symbol() + " " + operand;
  }

  /** Operators bind from the left; comparisons do not chain at all. */
  private static String infix(Binary binary) {
    int binding = binary.operator().binding();
    return bracketed(binary.left(), binding == COMPARISON ? binding + 1 : binding)
        + " "
        + binary.operator().symbol()
        + " "
        + bracketed(binary.right(), binding + 1);
  }

  private static String bracketed(ExprDecl expression, int atLeast) {
    String text = write(expression);
    return binding(expression) < atLeast ? "(" + text + ")" : text;
  }

  private static int binding(ExprDecl expression) {
    return switch (expression) {
      case Binary binary -> binary.operator().binding();
      case Unary unary -> unary.operator() == UnaryOperator.NOT ? NEGATION : PREFIX;
      case ExprDecl.Decimal decimal -> decimal.value() < 0 ? PREFIX : PRIMARY;
      case ExprDecl.Text _,
          ExprDecl.Truth _,
          ExprDecl.Items _,
          ExprDecl.Name _,
          ExprDecl.Call _,
          ExprDecl.Bound _,
          ExprDecl.Grouped _,
          ExprDecl.Invalid _ ->
          PRIMARY;
    };
  }
}
