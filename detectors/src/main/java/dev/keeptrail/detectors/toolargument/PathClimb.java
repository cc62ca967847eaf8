package dev.keeptrail.detectors.toolargument;

import dev.keeptrail.detectors.ParameterKind;
import java.util.List;

/** Steps upward in every spelling, to where a path leads and how far. */
final class PathClimb {
  private static final int MAX_RUN = 400;
  private static final int LONGEST_STEP = 5;
  private static final int MAX_INSIDE = 200;

  /** Words in the name of a file that nobody steps out of a folder for but to learn a secret. */
  private static final List<String> TELLING =
      List.of(
          "secret",
          "passw",
          "cred",
          "config",
          "settings",
          "database",
          "private",
          "token",
          "admin",
          "backup",
          "key",
          ".env",
          "shadow",
          "users",
          "wallet",
          "dump",
          ".sql",
          ".pem",
          "certs");

  private static final List<String> SOURCES =
      List.of(
          ".md", ".ts", ".tsx", ".js", ".jsx", ".mjs", ".cjs", ".mts", ".cts", ".css", ".scss",
          ".less", ".vue", ".svelte", ".json", ".py", ".java", ".kt", ".cs", ".go", ".rs", ".h",
          ".c", ".cpp", ".rb", ".html", ".txt", ".rst", ".png", ".svg", ".jpg", ".gif", ".webp",
          ".csv", ".toml", ".xml", ".gradle", ".lock");

  private PathClimb() {}

  /** Judges two dots, unless they belong to a climb that was judged before. */
  static void judge(Argument argument, int at) {
    boolean first = argument.at(at - 1) != '.' && isDotted(argument, at);
    if (first && !followsUp(argument, at)) {
      climb(argument, at, true);
    } else if (!first && isUp(argument, at) && !followsUp(argument, at)) {
      climb(argument, at, false);
    }
  }

  /** Two dots and a separator, or dots that lose a pair to a careless filter. */
  private static boolean isUp(Argument argument, int at) {
    return isParted(argument, at) || isPair(argument, at);
  }

  private static boolean isPair(Argument argument, int at) {
    return argument.at(at + 1) == '.'
        && (isSeparator(argument.at(at + 2))
            || argument.startsWith("..;/", at)
            || argument.startsWith("....//", at)
            || argument.startsWith("..../", at)
            || argument.startsWith(".../.", at)
            || argument.startsWith("....\\", at)
            || argument.at(at + 2) == '%'
            || (argument.at(at + 2) == '\0' && at > 0 && isSeparator(argument.at(at - 1))));
  }

  /** {@code .\./}: whoever drops the stray sign gets two dots and a separator. */
  private static boolean isParted(Argument argument, int at) {
    return argument.startsWith(".\\./", at) || argument.startsWith(".\\.\\/", at);
  }

  /**
   * Dots in a row where two are meant: three that old systems take for two steps, many that others
   * shorten. Three alone stand for what a writer leaves out, so more has to follow.
   */
  private static boolean isDotted(Argument argument, int at) {
    int end = at;
    while (argument.at(end) == '.' && end - at < MAX_RUN) {
      end++;
    }
    int dots = end - at;
    if (dots < 3 || dots == 4 || !isSeparator(argument.at(end))) {
      return false;
    }
    int next = end;
    while (isSeparator(argument.at(next)) && next - end < 8) {
      next++;
    }
    boolean up =
        argument.startsWith(dots == 3 ? "..." : "..", next)
            && isSeparator(argument.at(dots == 3 ? next + 3 : next + 2));
    return up || SensitiveFiles.isTarget(argument.slice(next, next + 60));
  }

  private static boolean isSeparator(char c) {
    return c == '/' || c == '\\' || c == '\u2215' || c == '\u2216';
  }

  /** Whether the climb has begun before, so that this is one of its steps. */
  private static boolean followsUp(Argument argument, int at) {
    for (int back = 2; back <= LONGEST_STEP; back++) {
      if (isParted(argument, at - back)) {
        return true;
      }
    }
    int before = at - 1;
    while (at - before < 8
        && (isSeparator(argument.at(before))
            || (argument.at(before) == '.' && at - before > 1)
            || argument.at(before) == ';'
            || argument.at(before) == '%')) {
      if (argument.at(before) == '.' && argument.at(before - 1) == '.') {
        return true;
      }
      before--;
    }
    return argument.at(at - 1) == '.';
  }

  private static void climb(Argument argument, int start, boolean dotted) {
    int steps = 0;
    int at = start;
    boolean odd =
        dotted
            || argument.startsWith("..;", start)
            || argument.startsWith("...", start)
            || isParted(argument, start);
    while (at - start < MAX_RUN) {
      if (isParted(argument, at)) {
        steps++;
        at += 3;
      } else if (argument.at(at) == '.' && argument.at(at + 1) == '.') {
        steps++;
        at += 2;
        odd |= argument.at(at) == '\\' || argument.at(at) == '%';
      } else if (isSeparator(argument.at(at))
          || argument.at(at) == ';'
          || argument.at(at) == '.'
          || argument.at(at) == '%') {
        at++;
      } else if (argument.at(at) > ' ' && "\"'<>|&;,)".indexOf(argument.at(at)) < 0) {
        at++;
      } else {
        break;
      }
    }
    boolean target = SensitiveFiles.isTarget(argument.slice(start, at));
    if (isParted(argument, start) && steps < 2 && !target) {
      // A pattern for one step is written the same way.
      return;
    }
    boolean name = argument.kind() == ParameterKind.IDENTIFIER;
    boolean inside =
        !name && !target && startsInside(argument, start, steps) && !argument.wasEscaped();
    double score = climbScore(argument, steps, odd, target);
    boolean source =
        !odd && !target && !argument.wasEscaped() && isSource(argument.slice(start, at));
    boolean project = steps <= 2 && source && argument.kind() == ParameterKind.PATH;
    argument.report(
        start,
        at,
        ToolArgumentDetectors.PATH,
        inside ? 0 : project ? Math.min(score, 0.55) : score);
  }

  /** {@code a/b/../c} stays below where it begins. */
  private static boolean startsInside(Argument argument, int start, int steps) {
    int depth = 0;
    int at = start - 1;
    while (start - at < MAX_RUN && argument.at(at) > ' ') {
      char before = argument.at(at - 1);
      boolean named = Character.isLetterOrDigit(before) || before == '-' || before == '_';
      depth += isSeparator(argument.at(at)) && named ? 1 : 0;
      at--;
    }
    // Whoever pads a path far beyond what systems take wants it cut short.
    return depth >= steps
        && start - at < MAX_INSIDE
        && at + 1 < start
        && argument.at(at + 1) != '.';
  }

  /** A file of a project beside this one, as its imports and links name it. */
  private static boolean isSource(String path) {
    return SOURCES.stream().anyMatch(path::endsWith)
        && TELLING.stream().noneMatch(path.replace("tsconfig", "")::contains);
  }

  private static double climbScore(Argument argument, int steps, boolean odd, boolean target) {
    boolean hidden = argument.wasEscaped();
    if (target && (steps > 1 || hidden || odd)) {
      return 0.95;
    }
    return switch (argument.kind()) {
      case SHELL -> target ? 0.6 : 0;
      case FREE_TEXT -> hidden || steps > 2 ? 0.8 : target ? 0.7 : 0;
      // WHY: folders are stepped out of every day, names and numbers never.
      case IDENTIFIER -> hidden || odd || steps > 2 ? 0.9 : steps == 2 || target ? 0.85 : 0.75;
      case PATH, URL, UNKNOWN ->
          hidden || odd ? 0.9 : steps > 2 ? 0.9 : steps == 2 ? 0.75 : target ? 0.8 : 0.55;
      case SQL, CODE, MARKUP -> 0;
    };
  }
}
