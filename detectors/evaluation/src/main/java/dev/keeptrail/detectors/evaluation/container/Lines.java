package dev.keeptrail.detectors.evaluation.container;

import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;

/** Containers that put something in front of each line, or break lines anew. */
final class Lines {
  private static final int WIDTH = 72;
  private static final int CAPTION = 36;
  private static final int FOLD = 75;

  private Lines() {}

  /** The same words in front of each line. */
  static Form prefixed(String prefix) {
    return text -> numbered(text, _ -> prefix);
  }

  /** {@code cat -n}. */
  static Contained counted(String text) {
    return numbered(text, "%6d\t"::formatted);
  }

  static Contained log(String text) {
    return numbered(
        text,
        number ->
            "2026-03-07T11:%02d:%02d.%03dZ INFO  [worker-3] mailer - "
                .formatted(number / 60 % 60, number % 60, number * 37 % 1000));
  }

  /** An annotated file: commit, author, day and line in front of each line. */
  static Contained annotated(String text) {
    return numbered(text, "3f9c2e1b (R. Doe 2025-11-03 %3d) "::formatted);
  }

  static Contained patch(String text) {
    return prefixed("+")
        .write(text)
        .in(inner ->
            Writing.of(
                inner,
                "diff --git a/note.txt b/note.txt\n--- a/note.txt\n+++ b/note.txt\n@@ -0,0 +1,9 @@\n",
                Character::toString,
                "\n"));
  }

  private static Contained numbered(String text, IntFunction<String> prefixes) {
    var writing = new Writing(text);
    int number = 1;
    writing.own(prefixes.apply(number));
    while (writing.hasNext()) {
      int character = writing.next();
      writing.put(Character.toString(character));
      if (character == '\n') {
        writing.own(prefixes.apply(++number));
      }
    }
    return writing.done();
  }

  static Contained carriageReturns(String text) {
    return Writing.of(
        text, "", character -> character == '\n' ? "\r\n" : Character.toString(character), "\r\n");
  }

  /** Lines broken at the last space before a width, as editors and mail programs do. */
  static Contained wrapped(String text) {
    return broken(text, WIDTH);
  }

  static Contained quotedAndWrapped(String text) {
    return broken(text, WIDTH).in(prefixed("> "));
  }

  static Contained commented(String text) {
    return broken(text, WIDTH)
        .in(prefixed(" * "))
        .in(inner -> Writing.of(inner, "/*\n", Character::toString, "\n */\nvoid send();\n"));
  }

  /** Captions of a film: short lines with times between them. */
  static Contained captions(String text) {
    Contained lines = broken(text, CAPTION);
    return lines.in(inner -> {
      var writing = new Writing(inner);
      int number = 1;
      writing.own("1\n00:00:00,000 --> 00:00:02,400\n");
      while (writing.hasNext()) {
        int character = writing.next();
        writing.put(Character.toString(character));
        if (character == '\n') {
          int seconds = number * 3 % 60;
          int minutes = number * 3 / 60 % 60;
          number++;
          writing.own(
              "\n%d\n00:%02d:%02d,000 --> 00:%02d:%02d,400\n"
                  .formatted(number, minutes, seconds, minutes, seconds + 2));
        }
      }
      return writing.done();
    });
  }

  private static Contained broken(String text, int width) {
    var writing = new Writing(text);
    int column = 0;
    while (writing.hasNext()) {
      int character = writing.next();
      if (character == ' ' && column + writing.wordAhead() >= width) {
        writing.put("\n");
        column = 0;
      } else {
        writing.put(Character.toString(character));
        column = character == '\n' ? 0 : column + 1;
      }
    }
    return writing.done();
  }

  /** Content lines of vCards and calendars (RFC 5545, 3.1): folded after 75 bytes. */
  static Contained folded(String text) {
    var writing = new Writing(text);
    writing.own("BEGIN:VCARD\r\nVERSION:4.0\r\nNOTE:");
    int column = 5;
    while (writing.hasNext()) {
      String piece =
          switch (writing.next()) {
            case '\n' -> "\\n";
            case ',' -> "\\,";
            case ';' -> "\\;";
            case '\\' -> "\\\\";
            default -> Character.toString(writing.next());
          };
      int bytes = piece.getBytes(StandardCharsets.UTF_8).length;
      if (column + bytes > FOLD) {
        writing.own("\r\n ");
        column = 1;
      }
      writing.put(piece);
      column += bytes;
    }
    writing.own("\r\nEND:VCARD\r\n");
    return writing.done();
  }
}
