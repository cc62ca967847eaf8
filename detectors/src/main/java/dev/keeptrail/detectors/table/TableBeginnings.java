package dev.keeptrail.detectors.table;

import dev.keeptrail.detectors.text.ScannedText;

/**
 * What says of values that come further on what they are, as far as a text has come: for texts that
 * are judged while they come. Stateless.
 */
public final class TableBeginnings {
  private static final int SINGLE_QUOTE = 31;

  private TableBeginnings() {}

  /** Whether what ends in the range says of values behind it what they are. */
  public static boolean endIn(ScannedText text, int from, int to) {
    for (int end = from; end < to; end++) {
      char c = text.charAt(end);
      if ((c == '|' && HealthMessage.isSegment(text, end))
          || ((c == '|' || c == '\t') && KeyedRows.endsKey(text, end))
          || (c == '\n' && endsHeadings(text, end))
          || (c == 'n' && endsInnerHeadings(text, end))
          || (c == '>' && MarkupTable.endsHeading(text, end))
          || CodedValues.begins(text, end)
          || (c == '(' && UnnamedValues.at(text, end) != null)
          || (c == ')' && ColumnList.headings(text, end) != null)) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsHeadings(ScannedText text, int end) {
    int start = end;
    while (start > 0 && end - start <= Headings.MAX_LINE && text.charAt(start - 1) != '\n') {
      start--;
    }
    int content = InnerTexts.contentStart(text, start, end);
    return ContactCard.begins(text, start)
        || Headings.inLine(text, start, end) != null
        || (content > start && Headings.inLine(text, content, end) != null);
  }

  /**
   * Whether an escaped line break ends here, in a string, behind what may be headings: wherever the
   * string may begin, for that hangs on what stands before it.
   */
  private static boolean endsInnerHeadings(ScannedText text, int sign) {
    if (text.at(sign - 1) != '\\') {
      return false;
    }
    int line = sign - 1;
    int seen = 0;
    boolean parted = false;
    int least = Math.max(0, sign - Headings.MAX_WRITTEN_LINE);
    while (line > least && text.charAt(line - 1) != '\n') {
      char c = text.charAt(line - 1);
      boolean broken = c == 'n' && text.at(line - 2) == '\\';
      int quote = quote(text, line - 1);
      // INVARIANT: a string that a line break stands in began with the last quote of its kind.
      if (parted && (broken || (quote & ~seen) != 0) && areHeadings(text, line, sign + 1)) {
        return true;
      }
      if (broken) {
        return false;
      }
      seen |= quote;
      // WHY: a tab may be an escape as well.
      parted |= Headings.mayPart(c) || c == '\\';
      line--;
    }
    return false;
  }

  /** The kind of a quote as a bit, by how many backslashes stand in front of it; else 0. */
  private static int quote(ScannedText text, int at) {
    if (text.charAt(at) == '\'') {
      return 1 << SINGLE_QUOTE;
    }
    if (text.charAt(at) != '"') {
      return 0;
    }
    int slashes = 0;
    while (slashes < InnerTexts.MAX_BACKSLASHES && text.at(at - slashes - 1) == '\\') {
      slashes++;
    }
    return 1 << slashes;
  }

  private static boolean areHeadings(ScannedText text, int start, int end) {
    ScannedText line = InnerTexts.unescaped(text, start, end);
    return Headings.inLine(line, 0, line.length() - 1) != null;
  }
}
