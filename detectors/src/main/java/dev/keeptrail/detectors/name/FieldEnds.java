package dev.keeptrail.detectors.name;

import dev.keeptrail.detectors.text.ScannedText;
import java.util.BitSet;

/**
 * Where a field of a table ends, and no name or address goes on: at a tab, and at the end of a row,
 * which the next line tells, for it has as many fields. Confined to one scan.
 */
public final class FieldEnds {
  /** A row is looked at so far. */
  private static final int MAX_ROW = 1_000;

  /** So many delimiters make a line a row: prose has commas, and its next line often as many. */
  private static final int LEAST_COMMAS = 2;

  private static final String DELIMITERS = ";|,";

  private final Tokens tokens;
  private final ScannedText text;
  private final BitSet looked = new BitSet();
  private final BitSet rowEnds = new BitSet();

  public FieldEnds(Tokens tokens) {
    this.tokens = tokens;
    this.text = tokens.text();
  }

  /** Whether a field ends right before a token, or with the line break that it follows. */
  public boolean isBefore(int token) {
    if (token <= 0 || token >= tokens.count()) {
      return false;
    }
    return tokens.kind(token - 1) == Tokens.LINE_BREAK
        ? isRowEnd(token - 1)
        : hasTab(tokens.end(token - 1), tokens.start(token));
  }

  private boolean hasTab(int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == '\t') {
        return true;
      }
    }
    return false;
  }

  /** Looks at each line break once, for as many as ask. */
  private boolean isRowEnd(int token) {
    if (!looked.get(token)) {
      looked.set(token);
      rowEnds.set(token, endsRow(tokens.start(token)));
    }
    return rowEnds.get(token);
  }

  private boolean endsRow(int lineBreak) {
    int start = lineBreak;
    int end = lineBreak + 1;
    int limit = text.length();
    while (start > 0 && lineBreak - start < MAX_ROW && text.charAt(start - 1) != '\n') {
      start--;
    }
    while (end < limit && end - lineBreak < MAX_ROW && text.charAt(end) != '\n') {
      end++;
    }
    int tabs = count('\t', start, lineBreak);
    if (tabs > 0 && tabs == count('\t', lineBreak + 1, end)) {
      return true;
    }
    for (int i = 0; i < DELIMITERS.length(); i++) {
      char delimiter = DELIMITERS.charAt(i);
      int here = count(delimiter, start, lineBreak);
      if (here >= LEAST_COMMAS && here == count(delimiter, lineBreak + 1, end)) {
        return true;
      }
    }
    return false;
  }

  /** How often a sign stands there as a delimiter: commas of prose have a blank behind them. */
  private int count(char delimiter, int from, int to) {
    int found = 0;
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == delimiter) {
        found += delimiter == ',' && text.at(i + 1) == ' ' ? 0 : 1;
      }
    }
    return found;
  }
}
