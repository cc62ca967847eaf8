package dev.keeptrail.repl.session;

import dev.keeptrail.language.diagnostic.NearestWord;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What stands behind a command.
 *
 * @param words without options
 * @param options such as {@code --json}
 */
record Arguments(ShellLine line, List<String> words, Set<String> options) {
  static final String JSON = "--json";

  Arguments {
    words = List.copyOf(words);
    options = Set.copyOf(options);
  }

  /** Options may stand anywhere behind the command; what they may be, its sheet says. */
  static Arguments of(ShellLine line, CommandSheet sheet) throws ProblemException {
    List<String> words = new ArrayList<>();
    Set<String> options = new LinkedHashSet<>();
    for (ShellLine.Word word : line.words().subList(1, line.words().size())) {
      if (sheet.options().containsKey(word.text())) {
        options.add(word.text());
      } else if (word.text().startsWith("--") && !sheet.takesText()) {
        throw new ProblemException(
            "`%s` has no option `%s`".formatted(sheet.name(), word.text()),
            NearestWord.of(word.text(), sheet.options().keySet())
                .map("did you mean `%s`?"::formatted)
                .orElse("`help %s` says what it takes".formatted(sheet.name())));
      } else {
        words.add(word.text());
      }
    }
    return new Arguments(line, words, options);
  }

  boolean has(String option) {
    return options.contains(option);
  }

  boolean wantsJson() {
    return has(JSON);
  }

  String word(int index) {
    return index < words.size() ? words.get(index) : "";
  }

  int size() {
    return words.size();
  }

  /** A count; the given one when there is no such word. */
  int count(int index, int otherwise, int most) throws ProblemException {
    if (index >= size()) {
      return otherwise;
    }
    String word = word(index);
    boolean digits = !word.isEmpty() && word.length() <= 9;
    for (int i = 0; i < word.length(); i++) {
      digits &= word.charAt(i) >= '0' && word.charAt(i) <= '9';
    }
    int count = digits ? Integer.parseInt(word) : 0;
    if (count < 1 || count > most) {
      throw new ProblemException("`%s` is no number from 1 to %,d".formatted(word, most), null);
    }
    return count;
  }

  /** Refuses more words than a command takes. */
  void atMost(int words, CommandSheet sheet) throws ProblemException {
    if (size() > words) {
      throw new ProblemException(
          "`%s` does not take `%s`".formatted(sheet.name(), word(words)),
          sheet.arguments().contains("FILE")
              ? "a name with spaces stands in double quotes"
              : "`help %s` says what it takes".formatted(sheet.name()));
    }
  }
}
