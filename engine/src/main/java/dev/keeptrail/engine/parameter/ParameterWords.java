package dev.keeptrail.engine.parameter;

import dev.keeptrail.detectors.ParameterKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a parameter takes, by how people who write tools name and describe it. Names are read word
 * by word: {@code targetFilePath} and {@code target_file_path} both end in {@code path}, and the
 * last word counts most.
 */
final class ParameterWords {
  private static final int MAX_NAME = 200;
  private static final int MAX_DESCRIPTION = 1_000;

  /** Names that say nothing beside the tool's. */
  private static final Set<String> GENERIC =
      Set.of(
          "query",
          "input",
          "statement",
          "script",
          "code",
          "args",
          "arguments",
          "content",
          "contents",
          "data",
          "text",
          "q",
          "consulta",
          "requete",
          "abfrage",
          "запрос",
          "查询",
          "クエリ");

  /** Words before {@code code} that make it source text; before others it is a number or key. */
  private static final Set<String> SOURCE_WORDS =
      Set.of("source", "python", "js", "javascript", "java", "program", "script", "shell", "sql");

  /** Words beside "query" in the name of a tool that runs it; others look for something. */
  private static final Set<String> RUNNING = Set.of("execute", "run", "exec", "raw");

  private static final Map<String, ParameterKind> PHRASES =
      Map.ofEntries(
          Map.entry("sql", ParameterKind.SQL),
          Map.entry("shell command", ParameterKind.SHELL),
          Map.entry("bash command", ParameterKind.SHELL),
          Map.entry("command line", ParameterKind.SHELL),
          Map.entry("command to run", ParameterKind.SHELL),
          Map.entry("command to execute", ParameterKind.SHELL),
          Map.entry("terminal command", ParameterKind.SHELL),
          Map.entry("file path", ParameterKind.PATH),
          Map.entry("path to", ParameterKind.PATH),
          Map.entry("path of", ParameterKind.PATH),
          Map.entry("absolute path", ParameterKind.PATH),
          Map.entry("directory", ParameterKind.PATH),
          Map.entry("file name", ParameterKind.PATH),
          Map.entry("filename", ParameterKind.PATH),
          Map.entry("url", ParameterKind.URL),
          Map.entry("web address", ParameterKind.URL),
          Map.entry("hostname", ParameterKind.URL),
          Map.entry("source code", ParameterKind.CODE),
          Map.entry("code to run", ParameterKind.CODE),
          Map.entry("code to execute", ParameterKind.CODE),
          Map.entry("python code", ParameterKind.CODE),
          Map.entry("html", ParameterKind.MARKUP),
          Map.entry("markdown", ParameterKind.MARKUP));

  private ParameterWords() {}

  /** By the parameter's own name; one that says nothing asks the tool's. */
  static ParameterKind ofName(String name, String tool) {
    List<String> words = words(name);
    if (words.isEmpty()) {
      return ParameterKind.UNKNOWN;
    }
    String last = words.getLast();
    String before = words.size() > 1 ? words.get(words.size() - 2) : "";
    if (words.contains("sql")) {
      return ParameterKind.SQL;
    }
    if (words.contains("html")) {
      return ParameterKind.MARKUP;
    }
    if (last.equals("code") && !before.isEmpty() && !SOURCE_WORDS.contains(before)) {
      return ParameterKind.IDENTIFIER;
    }
    if (GENERIC.contains(last)) {
      ParameterKind byTool = ofTool(tool);
      if (byTool != ParameterKind.UNKNOWN) {
        return byTool;
      }
    }
    ParameterKind kind = KnownWords.ofName(last);
    return kind == ParameterKind.UNKNOWN ? KnownWords.ofName(before) : kind;
  }

  static ParameterKind ofTool(String tool) {
    List<String> words = words(tool);
    if (words.contains("query") && words.stream().anyMatch(RUNNING::contains)) {
      return ParameterKind.SQL;
    }
    for (String word : words) {
      ParameterKind kind = KnownWords.ofTool(word);
      if (kind != ParameterKind.UNKNOWN) {
        return kind;
      }
    }
    return ParameterKind.UNKNOWN;
  }

  /** By a phrase of the description; the one that stands first counts. */
  static ParameterKind ofDescription(String description) {
    String folded =
        description
            .substring(0, Math.min(description.length(), MAX_DESCRIPTION))
            .toLowerCase(Locale.ROOT);
    var kind = ParameterKind.UNKNOWN;
    int first = Integer.MAX_VALUE;
    for (Map.Entry<String, ParameterKind> phrase : PHRASES.entrySet()) {
      int at = wordAt(folded, phrase.getKey());
      if (at >= 0 && at < first) {
        first = at;
        kind = phrase.getValue();
      }
    }
    return kind;
  }

  private static int wordAt(String text, String phrase) {
    int at = text.indexOf(phrase);
    while (at >= 0) {
      int end = at + phrase.length();
      boolean starts = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
      boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
      if (starts && ends) {
        return at;
      }
      at = text.indexOf(phrase, at + 1);
    }
    return -1;
  }

  /** The words of a name, folded: parted by signs, and where a capital follows a small letter. */
  private static List<String> words(String name) {
    List<String> words = new ArrayList<>();
    var word = new StringBuilder();
    for (int at = 0; at < Math.min(name.length(), MAX_NAME); at++) {
      char c = name.charAt(at);
      boolean hump =
          Character.isUpperCase(c) && at > 0 && Character.isLowerCase(name.charAt(at - 1));
      if ((hump || !Character.isLetterOrDigit(c)) && !word.isEmpty()) {
        words.add(word.toString());
        word.setLength(0);
      }
      if (Character.isLetterOrDigit(c)) {
        word.append(Character.toLowerCase(c));
      }
    }
    if (!word.isEmpty()) {
      words.add(word.toString());
    }
    return words;
  }
}
