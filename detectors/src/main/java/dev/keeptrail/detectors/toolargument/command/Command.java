package dev.keeptrail.detectors.toolargument.command;

import java.util.List;

/**
 * One command of a line.
 *
 * @param words the words without quotes, substitutions as they stand
 * @param writes what output is written to
 * @param input what it is given to read: a here-document, a here-string or the name of a file
 * @param raw the command as it stands, at most some hundred characters
 * @param program the name of what runs in the end, without its folder; may be empty
 * @param arguments the words after it
 * @param line all words with a blank between
 */
record Command(
    int start,
    int end,
    List<String> words,
    List<String> writes,
    String input,
    String raw,
    String program,
    List<String> arguments,
    String line) {

  /** Works out what every kind of harm asks for. */
  static Command of(
      int start, int end, List<String> words, List<String> writes, String input, String raw) {
    List<String> all = List.copyOf(words);
    List<String> own = Wrappers.unwrapped(all);
    String program = own.isEmpty() ? "" : baseName(own.getFirst());
    List<String> arguments = own.size() < 2 ? List.of() : own.subList(1, own.size());
    String line = all.size() == 1 ? all.getFirst() : String.join(" ", all);
    return new Command(start, end, all, List.copyOf(writes), input, raw, program, arguments, line);
  }

  /** Whether a group of one-letter options holds the letter. */
  boolean hasFlag(char letter) {
    for (String word : arguments()) {
      if (word.length() > 1
          && word.charAt(0) == '-'
          && word.charAt(1) != '-'
          && word.indexOf(letter) > 0) {
        return true;
      }
    }
    return false;
  }

  boolean has(String word) {
    return arguments().contains(word);
  }

  /** Arguments that are no options. */
  List<String> operands() {
    return arguments().stream().filter(word -> !word.startsWith("-")).toList();
  }

  static String baseName(String path) {
    int slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
    String name = path.substring(slash + 1);
    return name.endsWith(".exe") ? name.substring(0, name.length() - 4) : name;
  }
}
