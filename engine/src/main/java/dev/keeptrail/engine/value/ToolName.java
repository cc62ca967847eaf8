package dev.keeptrail.engine.value;

import com.google.re2j.Pattern;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.SequencedSet;

/**
 * The name of a tool as it was called. Providers and clients put the place of a tool in front of
 * its name, as in {@code functions.search} and {@code mcp__library__search}, or behind it, and
 * clients take that away again in ways of their own. So a name can be read as more than one.
 */
public final class ToolName {
  /**
   * One sign that joins a name to what is around it, as a regular expression that reads alike
   * everywhere. Two low lines do so, too; a single one and a hyphen are parts of names.
   */
  public static final String JOINT = "[^\\p{L}\\p{N}\\p{M}_\\-\\s]";

  /** What some clients put before the names of servers, with single low lines from there on. */
  public static final String SERVER = "mcp_";

  /** What some clients put between a tool and its server behind it. */
  public static final String BEHIND = "_mcp_";

  /** Bounds what a hostile name can cost; the innermost readings are kept. */
  private static final int MOST_TAILS = 8;

  private static final int MOST_HEADS = 4;

  private static final Pattern JOINTS = Pattern.compile(JOINT);
  private static final Pattern LAST_JOINTS = Pattern.compile(JOINT + "+\\z");

  /** A call that holds calls of other tools, which some clients take apart and run. */
  private static final Pattern BUNDLE =
      Pattern.compile("multi_?tool_?use(?:" + JOINT + "|_)+parallel" + JOINT + "*");

  private ToolName() {}

  /** The name in small letters, without white space around it. */
  public static String loose(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  /** Whether a call by this name holds calls of other tools in its arguments. */
  public static boolean isBundle(String name) {
    return readings(name).stream().anyMatch(reading -> BUNDLE.matcher(reading).matches());
  }

  /** All that the name can be read as, itself first, in small letters. */
  public static SequencedSet<String> readings(String name) {
    String whole = loose(name);
    SequencedSet<String> readings = new LinkedHashSet<>();
    addTails(whole, readings);
    int heads = 0;
    for (int end = whole.indexOf(BEHIND);
        end >= 0 && heads < MOST_HEADS;
        end = whole.indexOf(BEHIND, end + 1)) {
      addTails(whole.substring(0, end), readings);
      heads++;
    }
    return readings;
  }

  private static void addTails(String name, SequencedSet<String> readings) {
    add(name, readings);
    int found = 0;
    for (int at = name.length(); at > 0 && found < MOST_TAILS; at--) {
      if (isStart(name, at)) {
        add(name.substring(at), readings);
        found++;
      }
    }
  }

  private static void add(String reading, SequencedSet<String> readings) {
    String bare = LAST_JOINTS.matcher(reading).replaceFirst("");
    if (!reading.isEmpty()) {
      readings.add(reading);
    }
    if (!bare.isEmpty()) {
      readings.add(bare);
    }
  }

  /** Whether the name of a tool can start there. */
  private static boolean isStart(String name, int at) {
    int before = name.codePointBefore(at);
    if (before != '_') {
      return JOINTS.matcher(Character.toString(before)).matches();
    }
    return name.startsWith("__", at - 2) || isBehindServer(name, at);
  }

  /** Whether a single low line stands where {@link #SERVER} says that it joins. */
  private static boolean isBehindServer(String name, int at) {
    int server = name.lastIndexOf(SERVER, at - 1 - SERVER.length());
    while (server > 0 && !isJoined(name, server)) {
      server = name.lastIndexOf(SERVER, server - 1);
    }
    return server >= 0;
  }

  private static boolean isJoined(String name, int at) {
    return name.startsWith("__", at - 2)
        || JOINTS.matcher(Character.toString(name.codePointBefore(at))).matches();
  }
}
