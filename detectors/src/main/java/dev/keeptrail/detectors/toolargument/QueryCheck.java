package dev.keeptrail.detectors.toolargument;

import java.util.List;
import java.util.Set;

/**
 * Queries in XPath and GraphQL that leave the literal they are put into, and queries of GraphQL
 * that ask what a service offers or the same thing many times over.
 */
final class QueryCheck implements Check {
  private static final int REACH = 160;
  private static final int MANY = 8;

  /** Steps and functions that only XPath has. */
  private static final List<String> XPATH =
      List.of(
          "//",
          "/*",
          "name()",
          "name(/",
          "name(.",
          "text()",
          "position()",
          "last()",
          "string-length(",
          "local-name(",
          "count(/",
          "doc(",
          "ancestor::",
          "parent::",
          "following::",
          "child::",
          "attribute::",
          "node()");

  private static final Set<String> OPERATIONS = Set.of("mutation", "query", "subscription");

  @Override
  public void value(Argument argument) {
    if (!argument.isEmbedded()) {
      return;
    }
    int aliases = 0;
    for (int at = 0; at < argument.length(); at++) {
      char c = argument.at(at);
      if (c == '\'' || c == '"' || c == ']') {
        xpath(argument, at, c);
      }
      if (c == '"' || c == ')') {
        graph(argument, at);
      }
      aliases += c == ':' && at > 1 && isAlias(argument, at) ? 1 : 0;
    }
    boolean graph = isGraph(argument);
    argument.report(
        0, argument.length(), ToolArgumentDetectors.GRAPHQL, graph && aliases >= MANY ? 0.75 : 0);
  }

  /** A quote or a bracket that closes what stands outside, and goes on with a path. */
  private static void xpath(Argument argument, int at, char sign) {
    if (argument.literals().has(at) || argument.isProse()) {
      return;
    }
    if (sign == ']' && argument.slice(Math.max(0, at - REACH), at).indexOf('[') >= 0) {
      return;
    }
    int next = argument.skipBlanks(at + 1);
    while (")]".indexOf(argument.at(next)) >= 0 && argument.at(next) != '\0' && next - at < 8) {
      next = argument.skipBlanks(next + 1);
    }
    String word = argument.wordAt(next);
    boolean joins =
        argument.at(next) == '|'
            || word.equals("or")
            || word.equals("and")
            || argument.at(next) == '=';
    String rest = argument.slice(next, next + REACH);
    // "//" is a comment elsewhere, when it ends the value.
    boolean path =
        (XPATH.stream().anyMatch(rest::contains)
                && !rest.strip().endsWith("//")
                && !rest.contains("://"))
            || rest.contains("doc(");
    argument.report(at, next + 2, ToolArgumentDetectors.XPATH, joins && path ? 0.85 : 0);
  }

  @Override
  public void word(Argument argument, int start, int end, String word) {
    if (!argument.isEmbedded()) {
      return;
    }
    boolean asks =
        word.equals("__schema")
            || (word.equals("__type") && argument.at(argument.skipBlanks(end)) == '(');
    argument.report(
        start, end, ToolArgumentDetectors.GRAPHQL, asks && !argument.isProse() ? 0.75 : 0);
  }

  /** {@code 1") { id } } mutation { ...}: closes an argument, and a selection follows. */
  private static void graph(Argument argument, int at) {
    if (isGraph(argument) || argument.isProse()) {
      return;
    }
    int next = argument.skipBlanks(at + 1);
    if (argument.at(at) == '"') {
      if (argument.literals().has(at) || argument.at(next) != ')') {
        return;
      }
      next = argument.skipBlanks(next + 1);
    }
    boolean selection = argument.at(next) == '{';
    String rest = argument.slice(next, next + REACH);
    int close = rest.indexOf('}');
    boolean further =
        close > 0
            && (OPERATIONS.contains(argument.wordAt(after(argument, next + close)))
                || argument.at(
                        after(argument, next + close)
                            + argument.wordAt(after(argument, next + close)).length())
                    == ':');
    argument.report(at, next + 1, ToolArgumentDetectors.GRAPHQL, selection && further ? 0.85 : 0);
  }

  /** Past closing braces. */
  private static int after(Argument argument, int from) {
    int at = from;
    while (at - from < 12 && (argument.at(at) == '}' || argument.at(at) == ' ')) {
      at++;
    }
    return at;
  }

  private static boolean isAlias(Argument argument, int colon) {
    int next = argument.skipBlanks(colon + 1);
    int end = argument.wordEnd(next);
    char c = argument.at(end);
    return end > next && (c == '(' || c == '{' || (c == ' ' && argument.at(end + 1) == '{'));
  }

  private static boolean isGraph(Argument argument) {
    int at = argument.skipBlanks(0);
    return argument.at(at) == '{'
        || OPERATIONS.contains(argument.wordAt(at))
        || argument.startsWith("fragment ", at);
  }
}
