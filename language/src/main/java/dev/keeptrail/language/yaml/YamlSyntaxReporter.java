package dev.keeptrail.language.yaml;

import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.DiagnosticCode;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Says in our words what the YAML library found wrong. */
final class YamlSyntaxReporter {
  private YamlSyntaxReporter() {}

  static Diagnostic describe(YamlEngineException problem, CodePointOffsets offsets) {
    if (problem instanceof MarkedYamlEngineException marked) {
      return describeMarked(marked, offsets);
    }
    return new Diagnostic(
        DiagnosticCode.INVALID_YAML,
        offsets.at(Optional.empty()),
        "",
        "the file is not readable as YAML",
        null);
  }

  private static Diagnostic describeMarked(
      MarkedYamlEngineException marked, CodePointOffsets offsets) {
    String problem = lowerCase(marked.getProblem());
    String context = lowerCase(marked.getContext());
    DiagnosticCode code =
        problem.contains("tab") ? DiagnosticCode.TAB_INDENTATION : DiagnosticCode.INVALID_YAML;
    boolean unclosed = context.contains("quoted scalar") || problem.contains("end of stream");
    Wording wording = unclosed ? unclosedWording(context) : wordingOf(problem, context);
    return new Diagnostic(
        code,
        offsets.at(unclosed ? marked.getContextMark() : marked.getProblemMark()),
        "",
        wording.message(),
        wording.hint());
  }

  private static Wording unclosedWording(String context) {
    if (context.contains("quoted scalar")) {
      return new Wording(
          "quoted text is not closed or holds an invalid escape",
          "in double quotes a backslash starts an escape; single quotes take it as it is");
    }
    return new Wording("the document ends in the middle of a value", null);
  }

  private static Wording wordingOf(String problem, String context) {
    if (problem.contains("tab")) {
      return new Wording("tab used where YAML wants spaces", "indent with spaces");
    }
    if (problem.contains("mapping values are not allowed")) {
      return new Wording(
          "a `:` starts a mapping where none can stand",
          "check the indentation, or put the text in quotes");
    }
    if (problem.contains("could not find expected ':'")) {
      return new Wording("a `:` is missing after this key", "write `key: value`");
    }
    if (context.contains("block mapping") || context.contains("block collection")) {
      return new Wording(
          "this does not line up with the keys or list entries above it", "check the indentation");
    }
    if (context.contains("flow")) {
      return new Wording("a `,` or a closing bracket is missing", null);
    }
    return new Wording("not valid YAML here", sentenceOf(problem));
  }

  private static @Nullable String sentenceOf(String problem) {
    int aside = problem.indexOf(" (");
    String sentence = aside < 0 ? problem : problem.substring(0, aside);
    String line = sentence.lines().findFirst().orElse("").strip();
    return line.isEmpty() ? null : "the parser says: " + line;
  }

  private static String lowerCase(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }

  private record Wording(String message, @Nullable String hint) {}
}
