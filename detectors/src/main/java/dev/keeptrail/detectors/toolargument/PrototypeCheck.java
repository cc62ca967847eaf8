package dev.keeptrail.detectors.toolargument;

import com.google.re2j.Pattern;
import dev.keeptrail.detectors.ParameterKind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names that reach the prototype of all objects of JavaScript, and types that an object asks to be
 * made of when it is read.
 */
final class PrototypeCheck implements Check {
  private static final String CATEGORY = ToolArgumentDetectors.DESERIALIZATION;
  private static final int PICKLE = 4_000;

  /** A pickle of the oldest protocol, which calls what it names. */
  private static final Pattern OPCODES =
      Pattern.compile(
          "\\(?c(os|posix|nt|subprocess|builtins|__builtin__|sys)(\\n|\\\\n)[a-z_]+(\\n|\\\\n)");

  /** Where the types of a platform begin: what data describes is of types of its own. */
  private static final List<String> MADE =
      List.of(
          "java.",
          "javax.",
          "com.sun.",
          "org.apache.",
          "org.springframework.",
          "ch.qos.",
          "sun.",
          "system.diagnostics",
          "system.windows",
          "system.io",
          "system.configuration");

  private static final Set<String> TYPES =
      Set.of(
          "processstartinfo",
          "assemblyinstaller",
          "losformatter",
          "windowsclaimsprincipal",
          "drivermanagerconnectionsource",
          "eventhandler",
          "jndirefforwardingdatasource",
          "pooledconnectiondatasource",
          "badattributevalueexpexception",
          "objectdataprovider",
          "jdbcrowsetimpl",
          "windowsidentity",
          "sessionsecuritytoken",
          "typeconfuseddelegate",
          "axhoststate",
          "rolesecurityprincipal",
          "settingspropertyvalue",
          "expandedwrapper",
          "scriptenginemanager",
          "urlclassloader");

  /** What Base64 makes of names that a harmless pickle does not hold, at each place in a group. */
  private static final List<String> PICKLED =
      List.of("system", "posix", "subprocess", "builtins").stream()
          .flatMap(
              name -> List.of(encoded("", name), encoded("a", name), encoded("aa", name)).stream())
          .toList();

  /** The characters that depend on the name alone, folded as arguments are. */
  private static String encoded(String before, String name) {
    String text =
        Base64.getEncoder().encodeToString((before + name).getBytes(StandardCharsets.US_ASCII));
    int from = before.isEmpty() ? 0 : before.length() + 1;
    int to = (before.length() + name.length()) / 3 * 4;
    return text.substring(from, to).toLowerCase(Locale.ROOT);
  }

  @Override
  public void value(Argument argument) {
    boolean pickle =
        argument.startsWith("gasv", 0)
            || argument.startsWith("gajj", 0)
            || argument.startsWith("ganj", 0);
    if (pickle) {
      String head = argument.slice(0, PICKLE);
      if (PICKLED.stream().anyMatch(head::contains)) {
        argument.report(0, argument.wordEnd(0), CATEGORY, 0.9);
      }
    }
    int function = argument.slice(0, PICKLE).indexOf("_$$nd_func$$_");
    if (function >= 0) {
      argument.report(function, function + 13, CATEGORY, 0.95);
    }
    String plain = argument.slice(0, 60);
    if (OPCODES.matcher(plain).lookingAt()) {
      argument.report(0, Math.min(argument.length(), 20), CATEGORY, 0.9);
    }
  }

  @Override
  public void word(Argument argument, int start, int end, String word) {
    if (isProgram(argument.kind())) {
      return;
    }
    char after = argument.at(end);
    boolean whole = start == 0 && end == argument.length();
    boolean reaches = after == '[' || after == '.' || argument.startsWith("]", end);
    switch (word) {
      case "__proto__" ->
          argument.report(
              start,
              end,
              CATEGORY,
              whole || reaches || argument.startsWith("\":", end)
                  ? argument.isProse() && !hasSign(argument, end) ? 0.6 : 0.85
                  : 0);
      case "type", "class" -> {
        boolean mark = argument.at(start - 1) == '@' || argument.at(start - 1) == '$';
        int value = argument.startsWith("\":", end) ? argument.skipBlanks(end + 2) + 1 : -1;
        boolean made =
            mark && value > 0 && MADE.stream().anyMatch(name -> argument.startsWith(name, value));
        argument.report(start - 1, end, CATEGORY, made ? 0.8 : 0);
      }
      case "py" -> {
        boolean made =
            argument.startsWith("/object", end)
                || argument.startsWith("/reduce", end)
                || argument.startsWith("/function", end);
        argument.report(start, end, CATEGORY, made && argument.at(start - 1) == '"' ? 0.85 : 0);
      }
      case "jdbc" -> jdbc(argument, start, end);
      case "constructor" -> {
        boolean prototype =
            argument.startsWith(".prototype", end)
                || argument.startsWith("[prototype]", end)
                || argument.startsWith("][prototype]", end)
                || (argument.startsWith("\":", end) && argument.within(end, 24, "\"prototype\""));
        argument.report(start, end, CATEGORY, prototype && !argument.isProse() ? 0.85 : 0);
      }
      case "ruby" ->
          argument.report(
              start,
              end,
              CATEGORY,
              argument.at(start - 1) == '!' && argument.startsWith("/object", end) ? 0.9 : 0);
      default -> argument.report(start, end, CATEGORY, TYPES.contains(word) ? 0.8 : 0);
    }
  }

  /** Options of a connection that run what a stranger's server sends. */
  private static void jdbc(Argument argument, int start, int end) {
    String rest = argument.slice(end, end + 300);
    boolean runs =
        rest.contains("init=runscript")
            || rest.contains("init=create")
            || rest.contains("autodeserialize=true")
            || rest.contains("allowloadlocalinfile=true")
            || rest.contains("socketfactory=")
            || rest.contains("triggers");
    argument.report(start, end, CATEGORY, argument.at(end) == ':' && runs ? 0.9 : 0);
  }

  /** Whether something is given to the name. */
  private static boolean hasSign(Argument argument, int end) {
    return argument.within(end, 40, "=");
  }

  private static boolean isProgram(ParameterKind kind) {
    return switch (kind) {
      case SQL, SHELL, CODE, MARKUP -> true;
      case FREE_TEXT, IDENTIFIER, PATH, URL, UNKNOWN -> false;
    };
  }
}
