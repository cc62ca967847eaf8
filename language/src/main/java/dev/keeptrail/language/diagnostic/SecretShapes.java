package dev.keeptrail.language.diagnostic;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds what has the shape of a key in any text: a prefix that only one issuer uses, and behind it
 * as many characters as its keys have. Takes time linear in the text.
 */
public final class SecretShapes {
  private static final String WORD =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final List<Shape> SHAPES =
      List.of(
          new Shape("sk-", WORD + "_-", 32, "an API key"),
          new Shape("AKIA", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16, "an AWS access key id"),
          new Shape("ghp_", WORD, 36, "a GitHub token"),
          new Shape("gho_", WORD, 36, "a GitHub token"),
          new Shape("ghs_", WORD, 36, "a GitHub token"),
          new Shape("github_pat_", WORD + "_", 60, "a GitHub token"),
          new Shape("glpat-", WORD + "_-", 20, "a GitLab token"),
          new Shape("xoxb-", WORD + "-", 24, "a Slack token"),
          new Shape("xoxp-", WORD + "-", 24, "a Slack token"),
          new Shape("AIza", WORD + "_-", 35, "a Google API key"),
          new Shape("hf_", WORD, 34, "a Hugging Face token"),
          new Shape("eyJ", WORD + "_-.", 60, "a JSON Web Token"),
          new Shape("-----BEGIN ", "ABCDEFGHIJKLMNOPQRSTUVWXYZ ", 11, "a private key"));
  private static final int TOKEN_VARIETY = 8;

  private SecretShapes() {}

  /** One place in a text, as offsets, and what it looks like. */
  public record Hit(int start, int end, String kind) {}

  private record Shape(String prefix, String alphabet, int least, String kind) {}

  /** All places, in order, disjoint. */
  public static List<Hit> in(String text) {
    List<Hit> hits = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      Shape shape = isInsideWord(text, at) ? null : shapeAt(text, at);
      int end = shape == null ? at + 1 : bodyEnd(text, at, shape);
      if (shape != null && isPlausible(text.substring(at + shape.prefix().length(), end), shape)) {
        hits.add(new Hit(at, end, shape.kind()));
      }
      at = end;
    }
    return hits;
  }

  private static @Nullable Shape shapeAt(String text, int start) {
    for (Shape shape : SHAPES) {
      if (text.startsWith(shape.prefix(), start)
          && bodyEnd(text, start, shape) - start >= shape.prefix().length() + shape.least()) {
        return shape;
      }
    }
    return null;
  }

  private static int bodyEnd(String text, int start, Shape shape) {
    int end = start + shape.prefix().length();
    while (end < text.length() && shape.alphabet().indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    return end;
  }

  /** Rules out placeholders such as {@code sk-xxxxxxxx} and certificates that are no keys. */
  private static boolean isPlausible(String body, Shape shape) {
    if (shape.kind().equals("a private key")) {
      return body.endsWith("PRIVATE KEY");
    }
    if (shape.prefix().equals("eyJ") && body.chars().filter(c -> c == '.').count() != 2) {
      return false;
    }
    return body.chars().distinct().count() >= TOKEN_VARIETY;
  }

  private static boolean isInsideWord(String text, int at) {
    return at > 0 && Character.isLetterOrDigit(text.charAt(at - 1));
  }
}
