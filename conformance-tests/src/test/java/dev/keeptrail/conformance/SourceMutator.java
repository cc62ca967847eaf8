package dev.keeptrail.conformance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Damages sources of packs in small ways, so that most of them still mean something. */
final class SourceMutator {
  private static final Pattern WORD = Pattern.compile("[\\w.-]+|\"[^\"\n]*\"|'[^'\n]*'");

  /** What stands for a word or is put in somewhere: signs, bounds, and what readers trip over. */
  private static final List<String> BITS =
      List.of(
          "[",
          "]",
          "{",
          "}",
          "(",
          ")",
          ":",
          ",",
          "- ",
          "? ",
          "&a ",
          "*a",
          "!!str ",
          "|",
          ">-",
          "'",
          "\"",
          "\"\"\"",
          "#",
          " # x",
          "~",
          "%",
          "\n",
          "\n\n",
          "\t",
          "\r",
          "\r\n",
          " ",
          "\u0000",
          "\ufeff",
          "\u2028",
          "é😀",
          "\u1c80",
          "<<: ",
          "null",
          "true",
          "[]",
          "{}",
          "-1",
          "0",
          "0.5",
          "1e308",
          "9223372036854775808",
          "9007199254740993",
          "1_000",
          "not ",
          "exists ",
          "and ",
          "or ",
          "in ",
          "count(",
          "called \"*\"",
          "like \"*\"",
          "matches '('",
          "{x}",
          "\\{",
          "language 2",
          "---\n",
          "rule r { when true then block }",
          "[\\x{80}-\\x{ffff}]",
          "'(a{900}){900}'");

  private final SplittableRandom random;
  private final List<String> sources;

  /**
   * @param sources what is damaged, and where pieces for it come from
   */
  SourceMutator(long seed, List<String> sources) {
    this.random = new SplittableRandom(seed);
    this.sources = sources;
  }

  String next() {
    String source = pick(sources);
    for (int steps = 1 + random.nextInt(3); steps > 0; steps--) {
      source = step(source);
    }
    return source;
  }

  private String step(String source) {
    return switch (random.nextInt(9)) {
      case 0 -> put(source, pick(BITS), 0);
      case 1 -> put(source, pick(BITS), random.nextInt(6));
      case 2 -> put(source, "", 1 + random.nextInt(10));
      case 3, 4, 5 -> otherWord(source);
      case 6 -> otherLines(source);
      case 7 -> put(source, piece(pick(sources)), 0);
      default -> otherLineEnds(source);
    };
  }

  private String put(String source, String text, int instead) {
    int at = random.nextInt(source.length() + 1);
    return source.substring(0, at)
        + text
        + source.substring(Math.min(source.length(), at + instead));
  }

  private String otherWord(String source) {
    List<MatchResult> words = words(source);
    if (words.isEmpty()) {
      return source;
    }
    MatchResult word = pick(words);
    List<MatchResult> others = words(pick(sources));
    String other =
        random.nextInt(3) == 0 || others.isEmpty()
            ? pick(BITS)
            : random.nextBoolean() ? pick(words).group() : pick(others).group();
    return source.substring(0, word.start()) + other + source.substring(word.end());
  }

  private String otherLines(String source) {
    List<String> lines = new ArrayList<>(List.of(source.split("\n", -1)));
    int at = random.nextInt(lines.size());
    switch (random.nextInt(4)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(random.nextInt(lines.size()), lines.get(at));
      case 2 -> Collections.swap(lines, at, random.nextInt(lines.size()));
      default -> lines.set(at, " ".repeat(random.nextInt(6)) + lines.get(at).strip());
    }
    return String.join("\n", lines);
  }

  private String otherLineEnds(String source) {
    return source.replace("\n", pick(List.of("\r\n", "\r", "\n\n", " \n", "\t\n", "\u2028\n")));
  }

  private String piece(String source) {
    int from = random.nextInt(source.length() + 1);
    return source.substring(from, Math.min(source.length(), from + random.nextInt(120)));
  }

  private static List<MatchResult> words(String source) {
    return WORD.matcher(source).results().toList();
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
