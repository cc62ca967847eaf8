package dev.keeptrail.detectors.toolargument;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Parameter;
import dev.keeptrail.detectors.ParameterKind;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Source;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;
import java.util.Set;

/**
 * Attacks in the arguments of tool calls. Judges values of tool arguments and nothing else: the
 * same words in a question are a question. What counts depends on the parameter's kind, since a
 * statement is what a parameter for SQL is for, and a break-out where a name belongs.
 */
public final class ToolArgumentDetectors {
  static final String SQL = "tool.sql_injection";
  static final String SHELL = "tool.shell_injection";
  static final String PATH = "tool.path_traversal";
  static final String SSRF = "tool.ssrf";
  static final String TEMPLATE = "tool.template_injection";
  static final String JNDI = "tool.jndi";
  static final String XSS = "tool.xss";
  static final String NOSQL = "tool.nosql";
  static final String LDAP = "tool.ldap";
  static final String XXE = "tool.xxe";
  static final String CRLF = "tool.crlf";
  static final String DESERIALIZATION = "tool.deserialization";
  static final String XPATH = "tool.xpath";
  static final String GRAPHQL = "tool.graphql";
  static final String REDOS = "tool.redos";
  static final String CODE = "tool.code_injection";

  /** The longest stretch that any check looks at from where it begins. */
  private static final int LONGEST = 4_096;

  private static final List<Check> CHECKS =
      List.of(
          new SqlCheck(),
          new ShellCheck(),
          new CommandCheck(),
          new StatementCheck(),
          new PathCheck(),
          new UrlCheck(),
          new TemplateCheck(),
          new MarkupCheck(),
          new ObjectCheck(),
          new OptionCheck(),
          new PrototypeCheck(),
          new FormatCheck(),
          new QueryCheck(),
          new PatternCheck(),
          new ScriptBreakout(),
          new HiddenCall(),
          new ProgramCheck());

  /** What is looked for in an address once more, as those read it who pass over its breaks. */
  private static final List<Check> ADDRESS = List.of(new UrlCheck());

  private ToolArgumentDetectors() {}

  public static List<Detector> all() {
    return List.of(
        new RuleDetector(
            "tool-argument",
            4,
            Set.of(
                SQL,
                SHELL,
                PATH,
                SSRF,
                TEMPLATE,
                JNDI,
                XSS,
                NOSQL,
                LDAP,
                XXE,
                CRLF,
                DESERIALIZATION,
                XPATH,
                GRAPHQL,
                REDOS,
                CODE),
            LONGEST,
            Trigger.onEveryText(),
            ToolArgumentDetectors::detect));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    if (text.origin().source() != Source.TOOL_ARGUMENTS || text.length() == 0) {
      return;
    }
    Parameter parameter = text.origin().parameter();
    ParameterKind declared = parameter == null ? ParameterKind.UNKNOWN : parameter.kind();
    if (parameter != null) {
      double key = KeyCheck.score(text.toString(), parameter);
      if (key > 0) {
        boolean operator = text.charAt(0) == '$';
        String category = operator ? NOSQL : DESERIALIZATION;
        String label = operator ? "NOSQL" : "DESERIALIZATION";
        sink.add(0, text.length(), category, label, key, Evidence.CONTEXT);
      }
    }
    var unescaped = Unescaped.of(text);
    walk(new Argument(text, unescaped, ValueShape.kind(unescaped, declared), sink), CHECKS);
    Unescaped joined = unescaped.withoutBreaks();
    if (declared == ParameterKind.URL && joined != unescaped) {
      walk(new Argument(text, joined, declared, sink), ADDRESS);
    }
  }

  private static void walk(Argument argument, List<Check> checks) {
    for (Check check : checks) {
      check.value(argument);
    }
    int at = 0;
    while (at < argument.length()) {
      char c = argument.at(at);
      if (CharacterKinds.isAsciiLetter(c) || c == '_') {
        int end = argument.wordEnd(at);
        String word = argument.wordAt(at);
        for (Check check : checks) {
          check.word(argument, at, end, word);
        }
        at = end;
      } else {
        if (c > ' ' || c == '\n' || c == '\r' || c == '\0') {
          for (Check check : checks) {
            check.sign(argument, at, c == '\r' ? '\n' : c);
          }
        }
        at++;
      }
    }
    argument.finish();
  }
}
