package dev.keeptrail.language.editor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads YAML up to a cursor by indentation and brackets alone, so that it answers for documents
 * that no parser takes. Serves one question.
 */
final class YamlScan {
  /** One step from the root of a document. */
  sealed interface Step {
    record Key(String name) implements Step {}

    record Item() implements Step {}
  }

  /**
   * Where the cursor is.
   *
   * @param path the mappings and lists around it; for a value its key is the last step
   * @param isValue whether a value is written, or else a key or the entry of a list
   * @param start where the key or value begins, after an opening quote
   * @param quoted whether it stands in quotes
   * @param written the keys of the mapping around it, before the cursor
   * @param kinds what `kind` says in each mapping around it, by the number of steps to it
   * @param condition what `when` says, as written, in the innermost mapping around it that has one
   *     before the cursor; null where none has
   */
  record Spot(
      List<Step> path,
      boolean isValue,
      int start,
      boolean quoted,
      Set<String> written,
      Map<Integer, String> kinds,
      @Nullable String condition) {
    Spot {
      path = List.copyOf(path);
      written = Set.copyOf(written);
      kinds = Map.copyOf(kinds);
    }
  }

  private static final String CONDITION = "when";

  private final String text;
  private final YamlText signs;
  private final int cursor;
  private final List<Level> levels = new ArrayList<>();
  private int at;

  /** Between brackets: where the key or value begins that is read, and which of them it is. */
  private int partStart;

  private boolean expectsValue;

  private YamlScan(String text, int cursor) {
    this.text = text;
    this.signs = new YamlText(text);
    this.cursor = cursor;
    levels.add(new Level(-1, null, false));
  }

  /** The place of the cursor; null inside a comment. */
  static @Nullable Spot scan(String text, int cursor) {
    return new YamlScan(text, cursor).run();
  }

  private @Nullable Spot run() {
    while (true) {
      int lineEnd = signs.lineEnd(at);
      int indent = signs.indentAt(at);
      int content = at + indent;
      boolean last = cursor <= lineEnd;
      boolean blank = content >= lineEnd || text.charAt(content) == '#';
      if (last && (blank || cursor <= content)) {
        return content < lineEnd && cursor > content
            ? null
            : blankSpot(Math.min(indent, cursor - at));
      }
      if (!blank) {
        Spot found = line(content, indent, lineEnd);
        if (found != null || at > cursor) {
          return found;
        }
      } else {
        at = Math.min(lineEnd + 1, text.length());
      }
      if (at > cursor || (at >= text.length() && cursor < at)) {
        return null;
      }
      if (at >= text.length()) {
        return blankSpot(cursor - lastLineStart());
      }
    }
  }

  private int lastLineStart() {
    return text.lastIndexOf('\n', Math.max(0, cursor - 1)) + 1;
  }

  /** A line that holds nothing yet: what its indentation belongs to. */
  private Spot blankSpot(int indent) {
    Level top = levels.getLast();
    if (top.block && indent > top.indent) {
      return spot(true, top.valueStart, false);
    }
    pop(indent, false);
    return spot(false, cursor, false);
  }

  /** Reads one line; leaves {@code at} where reading goes on. */
  private @Nullable Spot line(int content, int indent, int lineEnd) {
    Level top = levels.getLast();
    if (top.block && indent > top.indent) {
      at = Math.min(lineEnd + 1, text.length());
      return cursor <= lineEnd ? spot(true, top.valueStart, false) : null;
    }
    int column = indent;
    int position = content;
    while (signs.isDash(position, lineEnd)) {
      pop(column, true);
      levels.add(new Level(column, new Step.Item(), true));
      int next = position + 1;
      while (next < lineEnd && text.charAt(next) == ' ') {
        next++;
      }
      if (cursor < next) {
        return spot(false, cursor, false);
      }
      column += next - position;
      position = next;
      if (position >= lineEnd) {
        at = Math.min(lineEnd + 1, text.length());
        return cursor <= lineEnd ? spot(false, cursor, false) : null;
      }
    }
    return afterDashes(position, column, lineEnd);
  }

  private @Nullable Spot afterDashes(int position, int column, int lineEnd) {
    int colon = signs.keyEnd(position, lineEnd);
    if (colon < 0) {
      return continuation(position, column, lineEnd);
    }
    if (position > at + signs.indentAt(at)) {
      popWithin(column);
    } else {
      pop(column, false);
    }
    String key = YamlText.unquoted(text.substring(position, colon));
    if (cursor <= colon) {
      return spot(false, position, false);
    }
    levels.getLast().key(key, position);
    Level level = new Level(column, new Step.Key(key), false);
    levels.add(level);
    int value = colon + 1;
    while (value < lineEnd && text.charAt(value) == ' ') {
      value++;
    }
    level.valueStart = value;
    if (key.equals(CONDITION)) {
      levels.get(levels.size() - 2).conditionStart = value;
    }
    if (cursor <= value && cursor > colon) {
      return spot(true, cursor, false);
    }
    return value(level, value, lineEnd);
  }

  /** Text without a key: it goes on with a value, or is a key being written. */
  private @Nullable Spot continuation(int position, int column, int lineEnd) {
    Level top = levels.getLast();
    boolean goesOn = top.step instanceof Step.Key && top.hasValue && column > top.indent;
    if (goesOn) {
      at = Math.min(lineEnd + 1, text.length());
      return cursor <= lineEnd ? spot(true, top.valueStart, false) : null;
    }
    if (top.step instanceof Step.Item && top.indent < column && top.fresh) {
      top.fresh = false;
      return value(top, position, lineEnd);
    }
    pop(column, false);
    at = Math.min(lineEnd + 1, text.length());
    return cursor <= lineEnd ? spot(false, position, false) : null;
  }

  private @Nullable Spot value(Level level, int value, int lineEnd) {
    level.valueStart = value;
    if (value >= lineEnd || text.charAt(value) == '#') {
      at = Math.min(lineEnd + 1, text.length());
      return cursor <= lineEnd && value >= lineEnd ? spot(true, cursor, false) : null;
    }
    level.hasValue = true;
    char first = text.charAt(value);
    if (first == '{' || first == '[') {
      return flow(value);
    }
    if (first == '|' || first == '>') {
      level.block = true;
      level.valueStart = Math.min(lineEnd + 1, text.length());
      at = level.valueStart;
      return null;
    }
    boolean quote = first == '"' || first == '\'';
    int end = quote ? signs.quoteEnd(value) : signs.plainEnd(value, lineEnd);
    boolean isKind = level.step instanceof Step.Key key && key.name().equals("kind");
    if (isKind && levels.size() > 1) {
      levels.get(levels.size() - 2).kind = YamlText.unquoted(text.substring(value, end)).strip();
    }
    if (cursor <= end && !(quote && cursor == end && signs.closed(value, end))) {
      boolean isItem = level.step instanceof Step.Item;
      return spot(!isItem, quote ? value + 1 : value, quote);
    }
    int newEnd = signs.lineEnd(Math.max(end, value));
    at = Math.min(newEnd + 1, text.length());
    return cursor <= newEnd && cursor > end && !text.substring(end, cursor).contains("#")
        ? spot(true, quote ? value + 1 : value, quote)
        : null;
  }

  /** Brackets, over several lines if need be. */
  private @Nullable Spot flow(int start) {
    int depth = levels.size();
    int position = start;
    begin(start, false);
    while (position < text.length()) {
      char c = text.charAt(position);
      if (position >= cursor) {
        return spot(expectsValue, Math.min(partStart, cursor), false);
      }
      switch (c) {
        case '{', '[' -> {
          levels.add(new Level(Integer.MAX_VALUE, c == '[' ? new Step.Item() : null, c == '['));
          begin(signs.skipSpace(position + 1, cursor), false);
        }
        case '}', ']' -> {
          popKey(partStart, position);
          levels.removeLast();
          if (levels.size() == depth) {
            at = Math.min(signs.lineEnd(position) + 1, text.length());
            return null;
          }
          begin(position + 1, false);
        }
        case ',' -> {
          popKey(partStart, position);
          begin(signs.skipSpace(position + 1, cursor), false);
        }
        case ':' -> flowKey(position);
        case '"', '\'' -> {
          int end = signs.quoteEnd(position);
          if (cursor > position && cursor < end) {
            return spot(expectsValue, position + 1, true);
          }
          position = Math.max(position, end - 1);
        }
        case '#' -> {
          int end = signs.lineEnd(position);
          if (position > 0 && Character.isWhitespace(text.charAt(position - 1))) {
            if (cursor <= end) {
              // WHY: nothing can stand in a comment, and nothing after it is asked for.
              at = cursor + 1;
              return null;
            }
            position = end;
          }
        }
        default -> {}
      }
      position++;
    }
    at = text.length();
    return cursor >= text.length() ? spot(expectsValue, Math.min(partStart, cursor), false) : null;
  }

  private void begin(int start, boolean value) {
    partStart = start;
    expectsValue = value;
  }

  /** A key between brackets ends at a colon with something behind it that parts. */
  private void flowKey(int colon) {
    boolean separates =
        colon + 1 >= text.length() || " \n\r,}]".indexOf(text.charAt(colon + 1)) >= 0;
    if (separates && !expectsValue) {
      String key = YamlText.unquoted(text.substring(Math.min(partStart, colon), colon).strip());
      levels.getLast().written.add(key);
      levels.add(new Level(Integer.MAX_VALUE, new Step.Key(key), false));
      begin(signs.skipSpace(colon + 1, cursor), true);
    }
  }

  private void popKey(int valueStart, int valueEnd) {
    Level top = levels.getLast();
    if (top.indent == Integer.MAX_VALUE && top.step instanceof Step.Key key) {
      levels.removeLast();
      if (key.name().equals("kind") && valueStart <= valueEnd) {
        levels.getLast().kind = YamlText.unquoted(text.substring(valueStart, valueEnd));
      } else if (key.name().equals(CONDITION) && valueStart <= valueEnd) {
        levels.getLast().conditionStart = valueStart;
        levels.getLast().conditionEnd = valueEnd;
      }
    }
  }

  private Spot spot(boolean isValue, int start, boolean quoted) {
    List<Step> path = new ArrayList<>();
    Map<Integer, String> kinds = new LinkedHashMap<>();
    String condition = null;
    for (Level level : levels) {
      if (level.conditionEnd > 0) {
        condition = text.substring(level.conditionStart, level.conditionEnd);
      }
      if (level.step != null) {
        path.add(level.step);
      }
      if (level.kind != null) {
        kinds.put(path.size(), level.kind);
      }
    }
    return new Spot(
        path, isValue, Math.min(start, cursor), quoted, levels.getLast().written, kinds, condition);
  }

  /** Leaves what lies as deep as a new line or deeper; a list may lie as deep as its key. */
  private void pop(int indent, boolean dash) {
    while (levels.size() > 1) {
      Level top = levels.getLast();
      boolean stays =
          top.indent < indent || (dash && top.indent == indent && top.step instanceof Step.Key);
      if (stays) {
        return;
      }
      levels.removeLast();
    }
  }

  /** The first key after a dash belongs to that entry. */
  private void popWithin(int column) {
    levels.getLast().fresh = false;
    pop(column, false);
  }

  /** A mapping or list that is open. */
  private static final class Level {
    private final int indent;
    private final @Nullable Step step;
    private final Set<String> written = new LinkedHashSet<>();
    private boolean fresh;
    private boolean hasValue;
    private boolean block;
    private int valueStart;
    private @Nullable String kind;
    private int conditionStart;
    private int conditionEnd;

    Level(int indent, @Nullable Step step, boolean fresh) {
      this.indent = indent;
      this.step = step;
      this.fresh = fresh;
    }

    /** A key begins, and with it ends the value of the key before. */
    void key(String name, int position) {
      written.add(name);
      if (conditionStart > 0 && conditionEnd == 0) {
        conditionEnd = position;
      }
    }
  }
}
