package dev.keeptrail.detectors.pass;

import dev.keeptrail.detectors.text.CharacterKinds;

/**
 * Watches for groups of digits that are parted by a sign that usually parts other things, and whose
 * sizes are those of a number that people write in groups. Confined to one scan.
 */
public final class DigitRows {
  /** What parts two groups: at most this many characters. */
  public static final int MAX_GAP = 8;

  /** Between two literals stand a name and an assignment. */
  public static final int MAX_ASSIGNMENT = 40;

  /** Tags may part two groups where a page shows them side by side. */
  public static final int MAX_TAGS = 64;

  /** More groups have other sizes than those looked for. */
  public static final int MAX_GROUPS = 8;

  private static final int MAX_SIZE = 9;
  private static final String SIGNS = "/|_*:;~#^,'\\&`";

  private static final String LIST_SIGNS = ",'\\&`<-";

  private static final int CARD = 0x4444;

  /** A number of sixteen digits, as spreadsheets part it. */
  private static final int THOUSANDS = 0x133333;

  /** Sizes of groups, four bits each: cards, social security numbers, telephone numbers. */
  private static final int[] SHAPES = {CARD, 0x465, 0x464, 0x44443, 0x324, 0x334, 0x1334, 0x22222};

  private static final long ACCOUNT = 0x24444;

  private int rowStart = -1;
  private int lastStart = -1;
  private int lastEnd = -1;
  private int sign;
  private int groups;

  /** Starts of the last groups that follow each other closely, whatever parts them. */
  private final int[] starts = new int[MAX_GROUPS];

  private int chain;

  /** How far behind the last group the next may begin. */
  private int reach = MAX_GAP;

  private boolean listed;
  private long sizes;

  /** Takes the next run of digits and returns where what it completes starts, or -1. */
  int add(char[] chars, int start, int end, int length) {
    if (isListNumber(chars, start, end, length)) {
      return -1;
    }
    int before = lastEnd;
    boolean near = before >= 0 && start - before <= reach;
    int gap = near ? sign(chars, before, start) : 0;
    if (gap == 0 || gap != sign || groups >= MAX_GROUPS) {
      rowStart = gap == 0 || groups >= MAX_GROUPS ? start : lastStart;
      sizes = gap == 0 || groups >= MAX_GROUPS ? 0 : Math.min(MAX_SIZE, lastEnd - lastStart);
      groups = sizes == 0 ? 0 : 1;
      sign = gap;
      listed = near && partsLists(chars[skipWhite(chars, before, start)]);
    }
    sizes = sizes << 4 | Math.min(MAX_SIZE, end - start);
    groups++;
    chain = near ? chain : 0;
    starts[chain % MAX_GROUPS] = start;
    chain++;
    reach = end < length ? reach(chars[end]) : MAX_GAP;
    lastStart = start;
    lastEnd = end;
    if (before >= 0 && (isQuoted(chars, before, start) || isAssigned(chars, before, start))) {
      return before;
    }
    return groups > 2 && isShape() ? rowStart : -1;
  }

  /** Start of groups that those behind the position may complete, or the position. */
  int openRow(int position) {
    boolean open = lastEnd >= 0 && position - lastEnd <= reach;
    int first = chain < MAX_GROUPS ? 0 : chain % MAX_GROUPS;
    return open ? Math.min(position, starts[first]) : position;
  }

  /** By what stands right behind a group. */
  static int reach(char sign) {
    if (sign == '<') {
      return MAX_TAGS;
    }
    return isQuote(sign) ? MAX_ASSIGNMENT : MAX_GAP;
  }

  /** Whether a sign parts numbers of any kind, so that only groups as on most cards are one. */
  public static boolean partsLists(char sign) {
    return LIST_SIGNS.indexOf(sign) >= 0;
  }

  private static int skipWhite(char[] chars, int from, int to) {
    int at = from;
    while (at < to && Character.isWhitespace(chars[at])) {
      at++;
    }
    return at;
  }

  private boolean isShape() {
    if (listed) {
      return sizes == CARD || (sizes == THOUSANDS && sign == ',');
    }
    for (int shape : SHAPES) {
      if (sizes == shape) {
        return true;
      }
    }
    return sizes == ACCOUNT;
  }

  private static boolean isListNumber(char[] chars, int start, int end, int length) {
    return end - start <= 2
        && start > 0
        && chars[start - 1] == '\n'
        && end < length
        && (chars[end] == '.' || chars[end] == ')');
  }

  /**
   * What parts two groups, as a number; 0 if that is white space, what usually parts groups, or
   * anything longer.
   */
  public static int sign(CharSequence text, int from, int to) {
    char[] chars = text.subSequence(from, to).toString().toCharArray();
    return sign(chars, 0, chars.length);
  }

  private static int sign(char[] chars, int from, int to) {
    int sign = 0;
    boolean numbered = false;
    boolean line = false;
    if (from < to && chars[from] == '<') {
      return areTags(chars, from, to) ? '<' : 0;
    }
    for (int i = from; i < to; i++) {
      char c = chars[i];
      if (Character.isWhitespace(c)) {
        line |= c == '\n';
      } else if (CharacterKinds.isDigit(c) && line && sign == 0) {
        numbered = true;
      } else if (i - from >= MAX_GAP) {
        return 0;
      } else if (isSign(c) || (line && c == '-') || (numbered && (c == '.' || c == ')'))) {
        sign = 31 * sign + c;
      } else {
        return 0;
      }
    }
    // A comma and a space part what is listed.
    return sign == ',' && to - from > 1 ? 0 : sign;
  }

  /** Whether there is nothing but tags, and white space between them. */
  private static boolean areTags(char[] chars, int from, int to) {
    boolean inside = false;
    for (int i = from; i < to; i++) {
      char c = chars[i];
      if (c == (inside ? '>' : '<')) {
        inside = !inside;
      } else if (!inside && !Character.isWhitespace(c)) {
        return false;
      }
    }
    return !inside;
  }

  private static boolean isSign(char c) {
    return c < 128 ? SIGNS.indexOf(c) >= 0 : !Character.isLetterOrDigit(c);
  }

  /** Whether the next line of a quoted mail begins between two groups. */
  private static boolean isQuoted(char[] chars, int from, int to) {
    int quotes = 0;
    for (int i = from; i < to && to - from <= MAX_GAP; i++) {
      char c = chars[i];
      boolean line = c == '\n' || c == '\r';
      if (c == '>' && i > from) {
        quotes++;
      } else if (!Character.isWhitespace(c) || (line && quotes > 0)) {
        return false;
      }
    }
    return quotes > 0 && (chars[from] == '\n' || chars[from] == '\r' || chars[from] == ' ');
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }

  /** Whether one literal ends and the next begins, perhaps of another variable. */
  private static boolean isAssigned(char[] chars, int from, int to) {
    boolean literals =
        isQuote(chars[from])
            && to - from > 4
            && to - from <= MAX_ASSIGNMENT
            && chars[to - 1] == chars[from];
    for (int i = from; i < to && literals; i++) {
      if (chars[i] == '=') {
        return true;
      }
    }
    return false;
  }
}
