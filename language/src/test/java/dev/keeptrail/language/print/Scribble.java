package dev.keeptrail.language.print;

import java.util.List;
import java.util.Random;

/** Spoils the layout of a text pack: other white space, commas, and comments anywhere. */
final class Scribble {
  private final Random random;
  private final StringBuilder out = new StringBuilder();
  private int comments;

  private Scribble(Random random) {
    this.random = random;
  }

  static String over(String text, Random random) {
    Scribble scribble = new Scribble(random);
    List<Token> tokens = TokenScanner.scan(text);
    int often = 1 + random.nextInt(40);
    for (Token token : tokens) {
      scribble.space(token, often);
      scribble.out.append(token.text());
    }
    return scribble.out.toString();
  }

  private void space(Token token, int often) {
    if (random.nextInt(often) == 0) {
      for (int i = random.nextInt(3); i >= 0; i--) {
        out.append(random.nextBoolean() ? " " : "\n".repeat(1 + random.nextInt(3)));
        out.append("# comment ").append(comments++).append(random.nextBoolean() ? "  \n" : "\r\n");
      }
    }
    boolean joined = token.kind() == Token.Kind.SIGN && !token.is("-");
    switch (random.nextInt(8)) {
      case 0 -> out.append("\n".repeat(1 + random.nextInt(3)));
      case 1 -> out.append("\t");
      default -> out.append(token.startsLine() ? "\n" : joined ? "" : " ");
    }
  }
}
