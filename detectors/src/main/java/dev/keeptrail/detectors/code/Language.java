package dev.keeptrail.detectors.code;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Languages that blocks of code are told apart by. Formats that only hold data are none. */
enum Language {
  PYTHON("python", "py python3 ipython pycon"),
  JAVASCRIPT("javascript", "js jsx node mjs"),
  TYPESCRIPT("typescript", "ts tsx"),
  JAVA("java", ""),
  KOTLIN("kotlin", "kt kts"),
  C("c", "h"),
  CPP("cpp", "c++ cc hpp cxx"),
  CSHARP("csharp", "cs c#"),
  GO("go", "golang"),
  RUST("rust", "rs"),
  PHP("php", ""),
  RUBY("ruby", "rb"),
  SWIFT("swift", ""),
  SHELL("shell", "sh bash zsh console shellsession shell-session fish"),
  POWERSHELL("powershell", "ps1 pwsh ps"),
  SQL("sql", "mysql postgresql postgres plpgsql tsql sqlite"),
  HTML("html", "htm xhtml vue svelte"),
  CSS("css", "scss sass less"),
  YAML("yaml", "yml"),
  /** Code in a language that is none of these, or cannot be told. */
  OTHER("other", "");

  private static final Map<String, Language> BY_TAG = new HashMap<>();

  /** Tags of blocks that hold no program: data, prose, output. */
  private static final Set<String> NO_CODE =
      Set.of(
          "text",
          "txt",
          "plain",
          "plaintext",
          "none",
          "markdown",
          "md",
          "json",
          "json5",
          "jsonl",
          "jsonc",
          "xml",
          "csv",
          "tsv",
          "toml",
          "ini",
          "diff",
          "log",
          "output",
          "math",
          "latex",
          "tex",
          "mermaid",
          "http",
          "quote",
          "bibtex",
          "ascii",
          "properties",
          "env");

  private static final Map<Language, String> CATEGORIES = new EnumMap<>(Language.class);

  static {
    for (Language language : values()) {
      CATEGORIES.put(language, "code." + language.word);
      for (String tag : language.tags.split(" ", -1)) {
        BY_TAG.put(tag, language);
      }
      BY_TAG.put(language.word, language);
    }
  }

  private final String word;
  private final String tags;

  /**
   * @param tags further tags of fenced blocks, parted by blanks
   */
  Language(String word, String tags) {
    this.word = word;
    this.tags = tags;
  }

  String category() {
    return CATEGORIES.getOrDefault(this, "code.other");
  }

  static Set<String> categories() {
    return new TreeSet<>(CATEGORIES.values());
  }

  /**
   * What the tag of a fenced block says.
   *
   * @return null for a tag that names something other than code
   */
  static @Nullable Language ofTag(String tag) {
    String folded = tag.toLowerCase(Locale.ROOT);
    if (NO_CODE.contains(folded)) {
      return null;
    }
    return BY_TAG.getOrDefault(folded, OTHER);
  }
}
