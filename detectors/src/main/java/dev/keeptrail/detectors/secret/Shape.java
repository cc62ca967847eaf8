package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.text.ScannedText;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of runs and literals, matched from left to right without going back: a run takes what it
 * can, up to its longest. Tables are written so that this is enough.
 */
record Shape(List<Part> parts) {
  private static final String UUID = "H8 '- H4 '- H4 '- H4 '- H12";

  /** One piece of a shape; an optional one may be missing. */
  sealed interface Part {
    boolean optional();
  }

  record Run(Alphabet alphabet, int least, int most, boolean optional) implements Part {}

  record Literal(String text, boolean optional) implements Part {}

  Shape {
    parts = List.copyOf(parts);
  }

  /** Reads the notation of the token table. */
  static Shape of(String notation) {
    var parts = new ArrayList<Part>();
    for (String word : words(notation)) {
      if (word.equals("U")) {
        parts.addAll(of(UUID).parts());
      } else {
        parts.add(part(word));
      }
    }
    return new Shape(parts);
  }

  /**
   * What stands between blanks. The table is read at every start, so no regular expression here.
   */
  static List<String> words(String line) {
    var words = new ArrayList<String>();
    int at = 0;
    while (at < line.length()) {
      int end = line.indexOf(' ', at);
      end = end < 0 ? line.length() : end;
      if (end > at) {
        words.add(line.substring(at, end));
      }
      at = end + 1;
    }
    return words;
  }

  private static Part part(String word) {
    boolean optional = word.charAt(0) == '?';
    String rest = optional ? word.substring(1) : word;
    if (rest.charAt(0) == '\'') {
      return new Literal(rest.substring(1), optional);
    }
    int dash = rest.indexOf('-');
    int least = Integer.parseInt(rest.substring(1, dash < 0 ? rest.length() : dash));
    int most = dash < 0 ? least : Integer.parseInt(rest.substring(dash + 1));
    return new Run(Alphabet.named(rest.charAt(0)), least, most, optional);
  }

  int longest() {
    int length = 0;
    for (Part part : parts) {
      length +=
          switch (part) {
            case Run run -> run.most();
            case Literal literal -> literal.text().length();
          };
    }
    return length;
  }

  /** Where a match that starts here ends, or -1. */
  int end(ScannedText text, int start) {
    int at = start;
    for (Part part : parts) {
      int next =
          switch (part) {
            case Run run -> runEnd(text, at, run);
            case Literal literal -> startsWith(text, at, literal.text());
          };
      if (next < 0 && !part.optional()) {
        return -1;
      }
      at = next < 0 ? at : next;
    }
    return parts.isEmpty() || !isCut(text, at) ? at : -1;
  }

  /** Where a match that ends here starts, or -1. */
  int start(ScannedText text, int end) {
    int at = end;
    for (int i = parts.size() - 1; i >= 0; i--) {
      int next =
          switch (parts.get(i)) {
            case Run run -> runStart(text, at, run);
            case Literal literal -> {
              int start = at - literal.text().length();
              yield startsWith(text, start, literal.text()) < 0 ? -1 : start;
            }
          };
      if (next < 0) {
        return -1;
      }
      at = next;
    }
    return at;
  }

  private static int runEnd(ScannedText text, int start, Run run) {
    int end = start;
    while (end - start < run.most() && run.alphabet().holds(text.at(end))) {
      end++;
    }
    // WHY: a full stop or hyphen after a token is rather the sentence's than the token's.
    while (end - start > run.least() && ".-_/".indexOf(text.at(end - 1)) >= 0) {
      end--;
    }
    return end - start >= run.least() ? end : -1;
  }

  private static int runStart(ScannedText text, int end, Run run) {
    int start = end;
    while (end - start < run.most() && run.alphabet().holds(text.at(start - 1))) {
      start--;
    }
    return end - start >= run.least() ? start : -1;
  }

  private static int startsWith(ScannedText text, int start, String literal) {
    for (int i = 0; i < literal.length(); i++) {
      if (text.at(start + i) != literal.charAt(i)) {
        return -1;
      }
    }
    return start + literal.length();
  }

  /** Whether the token goes on: then it is longer than tokens of this shape are. */
  private boolean isCut(ScannedText text, int end) {
    char next = text.at(end);
    if (next < 128 && Alphabet.ALPHANUMERIC.holds(next)) {
      return true;
    }
    // WHY: a last sign may have been left to the sentence; only one that leads on counts.
    boolean going = (next == '_' || next == '+') && Alphabet.ALPHANUMERIC.holds(text.at(end + 1));
    return going && parts.getLast() instanceof Run run && run.alphabet().holds(next);
  }
}
