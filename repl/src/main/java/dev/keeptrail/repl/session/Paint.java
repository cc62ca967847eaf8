package dev.keeptrail.repl.session;

import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.repl.compare.Change;

/** Colours for words that people look for first; none where nobody wants any. */
record Paint(boolean colour) {
  private static final String RESET = "\u001b[0m";
  private static final String BOLD = "\u001b[1m";
  private static final String FAINT = "\u001b[2m";
  private static final String RED = "\u001b[31m";
  private static final String GREEN = "\u001b[32m";
  private static final String YELLOW = "\u001b[33m";

  String strong(String text) {
    return in(BOLD, text);
  }

  String faint(String text) {
    return in(FAINT, text);
  }

  /** A change, padded before it is coloured. */
  String change(Change change, int width) {
    String word = padded(change.word(), width);
    return switch (change) {
      case WEAKENED -> in(RED, word);
      case TIGHTENED -> in(GREEN, word);
      case REDACTION, COST, REASON -> in(YELLOW, word);
      case SAME, NOT_REPLAYABLE -> word;
    };
  }

  /** A decision in words, coloured by its verdict; safe for a terminal. */
  String decision(String verdict, String words) {
    return of(verdict, FrameRenderer.safe(words));
  }

  String verdict(String verdict, int width) {
    return of(verdict, padded(FrameRenderer.safe(verdict), width));
  }

  private String of(String verdict, String text) {
    if (verdict.equals(Verdict.BLOCK.word())) {
      return in(RED, text);
    }
    return verdict.equals(Verdict.ALLOW.word()) ? in(GREEN, text) : in(YELLOW, text);
  }

  static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private String in(String paint, String text) {
    return colour ? paint + text + RESET : text;
  }
}
