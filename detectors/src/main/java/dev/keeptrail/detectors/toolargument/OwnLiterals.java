package dev.keeptrail.detectors.toolargument;

import java.util.BitSet;

/**
 * The quotes of a value that open and close a literal of its own, as in {@code city = 'Rome'} or in
 * a word that a sentence quotes. Such a quote closes nothing that stands outside the value.
 *
 * <p>A literal opens behind a blank, a bracket or an operator and before a sign that text begins
 * with, and it closes before none that a word goes on with. {@code kim' or 'a'='a} has no quote at
 * its start that opens: the first one closes what the value was put into.
 */
final class OwnLiterals {
  private static final int MAX_LITERAL = 400;
  private static final int MAX_SIGNS = 8;
  private static final String BEFORE = "([{=<>,+|~:!&*/-";
  private static final String FIRST = "%_^\\.{[<#@/$";

  private final BitSet quotes = new BitSet();
  private int firstClosing = Integer.MAX_VALUE;

  static OwnLiterals of(char[] chars) {
    var literals = new OwnLiterals();
    int outer = -1;
    for (int at = 0; at < chars.length; at++) {
      char c = chars[at];
      if ((c != '\'' && c != '"') || literals.quotes.get(at)) {
        continue;
      }
      int close = opens(chars, at) ? close(chars, at) : listed(chars, at);
      if (close > 0) {
        literals.quotes.set(at);
        literals.quotes.set(close);
        outer = Math.max(outer, close);
      } else if (at > outer && !isApostrophe(chars, at)) {
        literals.firstClosing = Math.min(literals.firstClosing, at);
      }
    }
    return literals;
  }

  /** Whether the quote belongs to a literal of the value itself. */
  boolean has(int quote) {
    return quotes.get(quote);
  }

  /** Whether a quote before the position may close what stands outside. */
  boolean closesBefore(int at) {
    return firstClosing < at;
  }

  private static boolean opens(char[] chars, int at) {
    char next = at + 1 < chars.length ? chars[at + 1] : '\0';
    boolean begins = Character.isLetterOrDigit(next) || FIRST.indexOf(next) >= 0;
    if (next == '\0' || !begins) {
      return false;
    }
    char before = at == 0 ? ' ' : chars[at - 1];
    return before <= ' ' || BEFORE.indexOf(before) >= 0;
  }

  /** Where a literal of signs closes that is one of the arguments of a call: {@code f(a, '>=')}. */
  private static int listed(char[] chars, int open) {
    int before = open - 1;
    while (before >= 0 && chars[before] <= ' ' && open - before < MAX_SIGNS) {
      before--;
    }
    if (before < 0 || (chars[before] != '(' && chars[before] != ',')) {
      return -1;
    }
    int close = open + 1;
    while (close < chars.length
        && close - open < MAX_SIGNS
        && chars[close] > ' '
        && chars[close] != '\''
        && chars[close] != '"'
        && !Character.isLetterOrDigit(chars[close])) {
      close++;
    }
    int next = close + 1;
    while (next < chars.length && chars[next] <= ' ' && next - close < MAX_SIGNS) {
      next++;
    }
    boolean closed = close > open + 1 && close < chars.length && chars[close] == chars[open];
    return closed && next < chars.length && ",)".indexOf(chars[next]) >= 0 ? close : -1;
  }

  /** Where the literal closes; -1 when a word goes on there, or nowhere near. */
  private static int close(char[] chars, int open) {
    boolean says = false;
    for (int at = open + 1; at < chars.length && at - open < MAX_LITERAL; at++) {
      says |= Character.isLetterOrDigit(chars[at]);
      if (chars[at] == chars[open]) {
        char next = at + 1 < chars.length ? chars[at + 1] : ' ';
        if (isApostrophe(chars, at)) {
          continue;
        }
        boolean ends = !Character.isLetterOrDigit(next) && next != chars[open];
        boolean spaced = chars[at - 1] <= ' ';
        // Signs alone are an operator between what two quotes close.
        return says && ends && !spaced ? at : -1;
      }
    }
    return -1;
  }

  private static boolean isApostrophe(char[] chars, int at) {
    return at > 0
        && at + 1 < chars.length
        && chars[at] == '\''
        && Character.isLetter(chars[at - 1])
        && Character.isLetter(chars[at + 1]);
  }
}
