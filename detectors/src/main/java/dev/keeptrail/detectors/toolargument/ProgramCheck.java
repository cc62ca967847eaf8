package dev.keeptrail.detectors.toolargument;

import dev.keeptrail.detectors.ParameterKind;
import dev.keeptrail.detectors.toolargument.program.Programs;
import java.util.List;
import java.util.Set;

/** What harm programs do where programs belong, and programs where values belong. */
final class ProgramCheck implements Check {
  private static final String CATEGORY = ToolArgumentDetectors.CODE;
  private static final int REACH = 200;

  /** Modules of Node that reach outside of a script. */
  private static final Set<String> MODULES =
      Set.of("child_process", "fs", "net", "http", "https", "os", "vm", "process");

  /** Calls that open, run or read, of languages that values end up in. */
  private static final List<String> CALLS =
      List.of(
          "readfilesync(",
          "execsync(",
          "getoutput(",
          "eval(compile(",
          "eval(base64_decode(",
          "constructor.constructor(",
          "__subclasses__",
          "__globals__",
          "file_get_contents(",
          "process.env",
          "process.exit(",
          "globals()[",
          "__builtins__",
          "__bases__",
          "import('child",
          "function(\"return",
          "function('return",
          "getruntime().exec(",
          "open('/etc",
          "open(\"/etc",
          "process.mainmodule",
          "processbuilder(");

  @Override
  public void value(Argument argument) {
    if (argument.kind() == ParameterKind.CODE) {
      Programs.judge(
          argument.slice(0, argument.length()),
          (start, end, score) -> argument.report(start, end, CATEGORY, score));
    }
  }

  @Override
  public void word(Argument argument, int start, int end, String word) {
    if (!argument.isEmbedded() || argument.kind() == ParameterKind.SQL) {
      return;
    }
    double score =
        switch (word) {
          case "__import__" -> argument.at(end) == '(' ? 0.85 : 0;
          case "require" -> required(argument, end);
          case "function" -> made(argument, start, end);
          case "eval", "system", "assert", "passthru", "exec" ->
              argument.at(end) == '(' && argument.within(end, REACH, "$_") ? 0.9 : 0;
          case "__class__" -> argument.within(end, REACH, "__subclasses__") ? 0.85 : 0;
          default -> called(argument, start, word);
        };
    argument.report(start, end, CATEGORY, score);
  }

  private static double required(Argument argument, int end) {
    int quote = argument.at(end) == '(' ? end + 1 : -1;
    boolean quoted = quote > 0 && "'\"`".indexOf(argument.at(quote)) >= 0;
    return quoted && MODULES.contains(argument.wordAt(quote + 1)) && !argument.isProse() ? 0.85 : 0;
  }

  /** {@code new Function('return process')()}. */
  private static double made(Argument argument, int start, int end) {
    boolean constructed = argument.slice(start - 4, start).equals("new ");
    char quote = argument.at(end + 1);
    return constructed && argument.at(end) == '(' && (quote == '\'' || quote == '"') ? 0.8 : 0;
  }

  private static double called(Argument argument, int start, String word) {
    for (String call : CALLS) {
      if (call.startsWith(word) && argument.startsWith(call, start)) {
        return argument.isProse() ? 0.6 : 0.8;
      }
    }
    return 0;
  }
}
