package dev.keeptrail.engine.value;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Globs for names of tools as regular expressions. Where they refuse, they find a tool behind
 * whatever stands around its name; where they permit, nothing that stands there widens them.
 */
public final class ToolPatterns {
  private static final String JOINED = "(?:" + ToolName.JOINT + "|__)";

  /** What a glob says by one of them. */
  private static final String JOINING = "(?:" + ToolName.JOINT + "+|__+)";

  private static final String BEFORE = "(?:.*" + JOINED + ")?(?:" + ToolName.SERVER + ".*_)?";
  private static final String BEHIND = ToolName.JOINT + "*(?:" + ToolName.BEHIND + ".*)?";

  /** The same in a glob, where two of these signs are wildcards. */
  private static final String JOINT_OF_GLOB = ToolName.JOINT.replace("]", "*?]");

  private static final Pattern JOINTS = Pattern.compile(JOINT_OF_GLOB + "+|__+");

  private static final Pattern ENDS_JOINED = Pattern.compile("(?:" + JOINT_OF_GLOB + "|__)\\z");

  /** Places that say no more than that what follows is a tool. */
  private static final Pattern WRAPPER =
      Pattern.compile("\\A(?:functions|default_api|mcp)(?:" + JOINT_OF_GLOB + "|__)");

  /** Keeps each pattern within what may run: its characters, and its steps, which are fewer. */
  private static final int MOST_TOGETHER = 1_600;

  private static final int MOST_ALONE = 3_600;

  /** Cyrillic letters that the engine of patterns cannot fold. */
  private static final int FOLDED_FIRST = 0x1c80;

  private static final int FOLDED_LAST = 0x1c88;

  private ToolPatterns() {}

  /** Whether a name, as it was called, can be read as one of the globs says. */
  public static Predicate<String> calledAs(List<String> globs) {
    List<LinearPattern> patterns =
        anywhere(globs.stream().map(ToolName::loose).distinct().toList()).stream()
            .map(LinearPattern::of)
            .toList();
    return called -> {
      String loose = ToolName.loose(called);
      return patterns.stream().anyMatch(pattern -> pattern.isFoundIn(loose));
    };
  }

  /**
   * One of them finds names, in small letters and stripped, that can be read as one of the globs
   * says. Where a glob names a place itself, it does so for every way of joining it.
   */
  public static List<String> anywhere(List<String> globs) {
    List<String> regexes =
        globs.stream()
            .map(glob -> {
              String regex = inAnyPlace(glob);
              return regex.length() > MOST_ALONE ? regex(glob) : regex;
            })
            .toList();
    return together(regexes).stream().map(ToolPatterns::around).toList();
  }

  /** Alternatives, as many in one as may stand together; one glob by itself is never too long. */
  private static List<String> together(List<String> regexes) {
    List<String> joined = new ArrayList<>();
    var some = new StringBuilder();
    for (String regex : regexes) {
      if (!some.isEmpty() && some.length() + regex.length() > MOST_TOGETHER) {
        joined.add(some.toString());
        some.setLength(0);
      }
      some.append(some.isEmpty() ? "" : "|").append(regex);
    }
    if (!some.isEmpty()) {
      joined.add(some.toString());
    }
    return joined;
  }

  /** Finds names, in small letters and stripped, that can be read as this one. */
  public static String anywhere(String name) {
    return around(name.codePoints().mapToObj(ToolPatterns::literal).collect(Collectors.joining()));
  }

  private static String around(String names) {
    return "(?s)\\A" + BEFORE + "(?:" + names + ")" + BEHIND + "\\z";
  }

  private static String inAnyPlace(String glob) {
    Matcher wrapper = WRAPPER.matcher(glob);
    // WHY: `mcp__*` is about the tools of all servers, not about all tools.
    if (wrapper.find() && wrapper.end() < glob.length() && !isWildcard(glob, wrapper.end())) {
      return "(?:" + joined(wrapper.group()) + ")?" + joined(glob.substring(wrapper.end()));
    }
    return joined(glob);
  }

  private static String joined(String glob) {
    var regex = new StringBuilder();
    Matcher joints = JOINTS.matcher(glob);
    int done = 0;
    while (joints.find()) {
      regex.append(regex(glob.substring(done, joints.start()))).append(JOINING);
      done = joints.end();
    }
    return regex + regex(glob.substring(done));
  }

  /**
   * One of them finds names that fit the glob only because a wildcard inside of a word reaches from
   * one name into another: `get_*` is not meant for `get_it.delete_all`. Empty where no wildcard
   * stands in such a place. One at the start of a name stands for everything, also below what it is
   * called.
   */
  public static List<String> stretched(String glob) {
    List<String> ways = new ArrayList<>();
    for (int at = 0; at < glob.length(); at++) {
      if (isWildcard(glob, at) && !startsName(glob.substring(0, at))) {
        ways.add(regex(glob.substring(0, at)) + reaching(glob, at) + regex(glob.substring(at + 1)));
      }
    }
    return together(ways).stream().map(some -> "(?s)\\A(?:" + some + ")\\z").toList();
  }

  /** What the wildcard would have to hold; a low line beside another joins, too. */
  private static String reaching(String glob, int at) {
    boolean after = isOpen(glob, at - 1);
    boolean ahead = isOpen(glob, at + 1);
    if (glob.charAt(at) == '?') {
      return after || ahead ? "(?:" + ToolName.JOINT + "|_)" : ToolName.JOINT;
    }
    return "(?:.*" + JOINED + ".*" + (after ? "|_.*" : "") + (ahead ? "|.*_" : "") + ")";
  }

  private static boolean isOpen(String glob, int at) {
    return at >= 0 && at < glob.length() && (glob.charAt(at) == '_' || isWildcard(glob, at));
  }

  private static boolean startsName(String before) {
    String named = before.replace("*", "");
    return named.isEmpty() || named.equals(ToolName.SERVER) || ENDS_JOINED.matcher(named).find();
  }

  private static boolean isWildcard(String glob, int at) {
    return glob.charAt(at) == '*' || glob.charAt(at) == '?';
  }

  /** The glob's own form: {@code *} for anything, {@code ?} for one sign, all else for itself. */
  private static String regex(String glob) {
    return glob.codePoints()
        .mapToObj(sign ->
            switch (sign) {
              case '*' -> ".*";
              case '?' -> ".";
              default -> literal(sign);
            })
        .collect(Collectors.joining());
  }

  private static String literal(int sign) {
    if (sign >= FOLDED_FIRST && sign <= FOLDED_LAST) {
      // These are not to be had in patterns; what stands for more refuses more.
      return ".";
    }
    String text = Character.toString(sign);
    return sign < 128 && !Character.isLetterOrDigit(sign) ? "\\" + text : text;
  }
}
