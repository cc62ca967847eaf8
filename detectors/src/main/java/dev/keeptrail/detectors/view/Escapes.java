package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.pass.Cue;
import dev.keeptrail.detectors.pass.Cues;
import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.EndReachedException;
import dev.keeptrail.detectors.text.ScannedText;
import org.jspecify.annotations.Nullable;

/**
 * Reads all kinds of escapes of a text, and what parts its lines, in one go, so that kinds may be
 * mixed.
 */
final class Escapes {
  private static final Cue[] CUES = {
    Cue.PERCENT, Cue.PLUS, Cue.REFERENCE, Cue.BACKSLASH, Cue.QUOTED, Cue.LINE
  };

  /** The value of an escape that stands for nothing. */
  static final int LINE_BREAK = -1;

  private final Found found;
  private final ScannedText text;
  private final EscapeReader reader;
  private final Edits edits;
  private final FormSpaces spaces;
  private final ContinuedLines lines;
  private final ByteText bytes = new ByteText(16);
  private View byteView = View.PERCENT;

  private Escapes(Found found) {
    this.found = found;
    this.text = found.text();
    this.reader = new EscapeReader(text);
    this.edits = new Edits(found);
    this.spaces = new FormSpaces(text);
    this.lines = new ContinuedLines(text);
  }

  static void read(Found found, Cues cues) {
    int first = Integer.MAX_VALUE;
    int last = -1;
    for (Cue cue : CUES) {
      IntList places = cues.places(cue);
      if (!places.isEmpty()) {
        first = Math.min(first, places.get(0));
        last = Math.max(last, places.get(places.size() - 1));
      }
    }
    if (last >= 0) {
      new Escapes(found).read(first, last);
    }
  }

  private void read(int first, int last) {
    int i = first;
    while (i <= last) {
      Escape escape = escape(i);
      if (escape == null) {
        i++;
      } else {
        take(escape, i);
        i = escape.end();
      }
    }
    if (found.isProbing() && bytes.length() > 0 && mayGoOn(text.at(bytes.end()))) {
      throw new EndReachedException();
    }
    flush();
    edits.read();
  }

  /** Whether a further byte of the same character may begin with the sign. */
  private static boolean mayGoOn(char sign) {
    return sign == '%' || sign == '\\' || sign == '=';
  }

  private @Nullable Escape escape(int at) {
    return switch (text.charAt(at)) {
      case '%' -> reader.percent(at);
      case '&' -> CharacterReference.at(text, at);
      case '\\' -> reader.backslash(at);
      case '=' -> reader.quoted(at);
      case '+' -> plus(at);
      case '\n', '\r' -> lines.at(at);
      default -> at == 0 ? lines.first() : null;
    };
  }

  private @Nullable Escape plus(int at) {
    boolean space =
        CharacterKinds.isOfForm(text.at(at - 1))
            && CharacterKinds.isOfForm(text.at(at + 1))
            && spaces.isSpace(at);
    return space ? new Escape(at + 1, ' ', false, View.PERCENT) : null;
  }

  private void take(Escape escape, int start) {
    boolean follows = bytes.length() > 0 && bytes.end() == start && byteView == escape.view();
    if (follows && escape.value() == LINE_BREAK && bytes.endsWithin()) {
      // WHY: a line may end between the bytes of one character.
      bytes.widen(escape.end());
      return;
    }
    boolean goesOn = follows && escape.isByte();
    if (!goesOn) {
      flush();
    }
    if (escape.isByte()) {
      byteView = escape.view();
      bytes.add(escape.value(), start, escape.end());
    } else if (escape.value() == LINE_BREAK) {
      edits.drop(start, escape.end(), escape.view());
    } else {
      edits.replace(start, escape.end(), escape.value(), escape.view());
    }
  }

  private void flush() {
    bytes.read((codePoint, start, end) -> edits.replace(start, end, codePoint, byteView));
    bytes.clear();
  }
}
