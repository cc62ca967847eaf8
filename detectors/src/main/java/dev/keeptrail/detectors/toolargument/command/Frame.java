package dev.keeptrail.detectors.toolargument.command;

import java.util.ArrayList;
import java.util.List;

/**
 * The commands between one pair of brackets while they are read. Keeps so many words of a command
 * and so many characters of a word, and reads over the rest.
 */
final class Frame {
  private static final int MAX_WORDS = 400;
  private static final int MAX_WORD = 4_000;
  private static final int MAX_RAW = 600;

  private final CharSequence text;
  private final char closer;
  private final int opened;

  private final List<Command> pipeline = new ArrayList<>();
  private final List<String> delimiters = new ArrayList<>();
  private List<String> words = new ArrayList<>();
  private List<String> writes = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private String input = "";
  private boolean inWord;
  private char quote;
  private char redirect;
  private int start;

  Frame(CharSequence text, char closer, int opened) {
    this.text = text;
    this.closer = closer;
    this.opened = opened;
    this.start = opened;
  }

  char closer() {
    return closer;
  }

  int opened() {
    return opened;
  }

  char quote() {
    return quote;
  }

  void setQuote(char sign) {
    quote = sign;
    inWord = true;
  }

  boolean inWord() {
    return inWord;
  }

  void begin(int at) {
    start = at;
  }

  void append(char c) {
    inWord = true;
    if (word.length() < MAX_WORD) {
      word.append(c);
    }
  }

  void append(CharSequence from, int begin, int end) {
    inWord = true;
    int room = MAX_WORD - word.length();
    word.append(from, begin, Math.min(end, begin + Math.max(0, room)));
  }

  /** What the next word is: written to, read from, a here-string or the end of a document. */
  void redirect(char kind) {
    dropNumber();
    endWord();
    redirect = kind;
  }

  /** The number of a stream before its sign is no word. */
  void dropNumber() {
    if (inWord && word.chars().allMatch(c -> c >= '0' && c <= '9')) {
      word.setLength(0);
      inWord = false;
    }
  }

  void endWord() {
    if (!inWord) {
      return;
    }
    String value = word.toString();
    word.setLength(0);
    inWord = false;
    char kind = redirect;
    redirect = '\0';
    switch (kind) {
      case '>' -> writes.add(value);
      case '<', '=' -> input = value;
      case '!' -> delimiters.add(value);
      default -> add(value);
    }
  }

  private void add(String value) {
    boolean braces = words.isEmpty() && value.length() > 3 && value.startsWith("{");
    if (braces && value.endsWith("}") && value.indexOf(',') > 0) {
      words.addAll(List.of(value.substring(1, value.length() - 1).split(",", 20)));
    } else if (words.size() < MAX_WORDS) {
      words.add(value);
    }
  }

  void endCommand(int at) {
    quote = '\0';
    endWord();
    if (!words.isEmpty() || !writes.isEmpty()) {
      int from = Math.min(start, text.length());
      int end = Math.max(from, Math.min(at, text.length()));
      while (from < end && text.charAt(from) <= ' ') {
        from++;
      }
      String raw = text.subSequence(from, Math.min(end, from + MAX_RAW)).toString();
      pipeline.add(Command.of(from, end, words, writes, input, raw));
    }
    words = new ArrayList<>();
    writes = new ArrayList<>();
    input = "";
  }

  /** Reads the documents that were announced on the line before; returns where they end. */
  int readDocuments(int from) {
    endWord();
    int at = from;
    for (String delimiter : delimiters) {
      int body = at;
      int end = at;
      boolean ended = false;
      while (at < text.length() && !ended) {
        end = at;
        while (at < text.length() && text.charAt(at) != '\n') {
          at++;
        }
        ended = text.subSequence(end, at).toString().strip().equals(delimiter);
        end = ended ? end : at;
        at = Math.min(at + 1, text.length());
      }
      input = text.subSequence(body, Math.min(end, body + MAX_WORD)).toString();
    }
    delimiters.clear();
    return at;
  }

  List<Command> take() {
    List<Command> commands = List.copyOf(pipeline);
    pipeline.clear();
    return commands;
  }
}
