package dev.keeptrail.engine.redaction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The inside of JSON strings (RFC 8259, section 7), with a way back to where each part stood. */
final class JsonStrings {
  private static final int ESCAPED_UNIT = 6;

  private JsonStrings() {}

  /** A string without its escapes. */
  static final class Decoded {
    private final String text;
    private final int @Nullable [] starts;

    /**
     * @param starts for each character where it is written, counted from the string's first; one
     *     more at the end; null where nothing is escaped
     */
    private Decoded(String text, int @Nullable [] starts) {
      this.text = text;
      this.starts = starts;
    }

    String text() {
      return text;
    }

    /** Edits of the written string as edits of this; an escape that is cut goes as a whole. */
    List<TextEdit> edits(List<TextEdit> written) {
      if (starts == null) {
        return written;
      }
      List<TextEdit> edits = new ArrayList<>();
      int at = 0;
      int previous = 0;
      for (TextEdit edit : written) {
        while (starts[at + 1] <= edit.start()) {
          at++;
        }
        int start = Math.max(at, previous);
        while (starts[at] < edit.end()) {
          at++;
        }
        if (start < at) {
          edits.add(new TextEdit(start, at, edit.replacement()));
          previous = at;
        }
        at = Math.max(0, at - 1);
      }
      return edits;
    }
  }

  /** Decodes what stands between two quotes and is known to be well-formed. */
  static Decoded decode(String text, int from, int to) {
    if (text.indexOf('\\', from, to) < 0) {
      return new Decoded(text.substring(from, to), null);
    }
    var decoded = new StringBuilder(to - from);
    int[] starts = new int[to - from + 1];
    int at = from;
    while (at < to) {
      starts[decoded.length()] = at - from;
      char c = text.charAt(at);
      if (c != '\\') {
        decoded.append(c);
        at++;
        continue;
      }
      char escape = text.charAt(at + 1);
      if (escape == 'u') {
        decoded.append((char) Integer.parseInt(text, at + 2, at + ESCAPED_UNIT, 16));
        at += ESCAPED_UNIT;
      } else {
        decoded.append(meaning(escape));
        at += 2;
      }
    }
    starts[decoded.length()] = to - from;
    return new Decoded(decoded.toString(), Arrays.copyOf(starts, decoded.length() + 1));
  }

  /** A text as a JSON string, with no more escapes than are needed. */
  static String quoted(String text) {
    var quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c == '\n') {
        quoted.append("\\n");
      } else if (c == '\t') {
        quoted.append("\\t");
      } else if (c == '\r') {
        quoted.append("\\r");
      } else if (c < ' ' || isHalf(text, i)) {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  private static boolean isHalf(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }

  private static char meaning(char escape) {
    return switch (escape) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> escape;
    };
  }
}
