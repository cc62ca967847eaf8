package dev.keeptrail.language.yaml;

import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.source.Span;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Says in our words what the parser found wrong. */
final class YamlSyntaxReporter {
  private static final String NO_MAPPING_HERE = "mapping values are not allowed";
  private static final String NO_KEY = "could not find expected ':'";

  private YamlSyntaxReporter() {}

  /**
   * The problem behind a failure of the parser.
   *
   * @param cause what Jackson gives as the cause; the YAML engine's failures come so
   * @param near the end of the last token, for a failure that has no place of its own
   */
  static Diagnostic describe(@Nullable Throwable cause, CodePointOffsets offsets, Span near) {
    return switch (cause) {
      case MarkedYamlEngineException marked -> describeMarked(marked, offsets);
      case IllegalArgumentException _ -> brokenEscape(near);
      case null, default ->
          new Diagnostic(
              DiagnosticCode.INVALID_YAML, near, "", "the file is not readable as YAML", null);
    };
  }

  /** An escape in double quotes that is none, of which the engine says no more than that. */
  private static Diagnostic brokenEscape(Span near) {
    Wording wording = escapeWording();
    return new Diagnostic(DiagnosticCode.INVALID_YAML, near, "", wording.message(), wording.hint());
  }

  private static Diagnostic describeMarked(
      MarkedYamlEngineException marked, CodePointOffsets offsets) {
    String problem = lowerCase(marked.getProblem());
    String context = lowerCase(marked.getContext());
    Span begun = place(marked.getContextMark(), offsets);
    Optional<Diagnostic> earlier = Optional.empty();
    if (problem.contains(NO_MAPPING_HERE)) {
      earlier = LineAbove.cause(place(marked.getProblemMark(), offsets));
    } else if (problem.contains(NO_KEY) && marked.getContextMark().isPresent()) {
      earlier = Optional.of(LineAbove.noKey(begun));
    } else if (context.contains("flow") && marked.getContextMark().isPresent()) {
      earlier = OpenBracket.cause(begun, place(marked.getProblemMark(), offsets));
    }
    if (earlier.isPresent()) {
      return earlier.get();
    }
    DiagnosticCode code =
        problem.contains("tab") ? DiagnosticCode.TAB_INDENTATION : DiagnosticCode.INVALID_YAML;
    boolean unclosed = isUnclosed(problem, context);
    Span place = unclosed ? begun : place(marked.getProblemMark(), offsets);
    if (code == DiagnosticCode.TAB_INDENTATION) {
      place = LineAbove.tab(place);
    }
    Wording wording = unclosed ? unclosedWording(context, place) : wordingOf(problem, context);
    return new Diagnostic(code, place, "", wording.message(), wording.hint());
  }

  /** Whether the text ends before what began at the failure's context does. */
  private static boolean isUnclosed(String problem, String context) {
    return problem.contains("end of stream")
        || (context.contains("quoted scalar") && problem.contains("document separator"));
  }

  private static Span place(Optional<Mark> mark, CodePointOffsets offsets) {
    return offsets.at(mark.map(Mark::getIndex).orElse(0));
  }

  private static Wording unclosedWording(String context, Span start) {
    if (context.contains("quoted scalar")) {
      boolean isSingle = start.source().text().startsWith("'", start.offset());
      return new Wording(
          "quoted text is not closed",
          isSingle
              ? "end it with `'`; inside it, write `''` for an apostrophe"
              : "end it with `\"`; inside it, write `\\\"` for a quote");
    }
    return new Wording("the document ends in the middle of a value", null);
  }

  private static Wording escapeWording() {
    return new Wording(
        "a backslash starts an escape here that does not exist",
        "write `\\\\` for a backslash, or single quotes, which take it as it is");
  }

  private static Wording wordingOf(String problem, String context) {
    if (problem.contains("tab")) {
      return new Wording("tab used where YAML wants spaces", "indent with spaces");
    }
    if (context.contains("quoted scalar")) {
      return escapeWording();
    }
    if (problem.contains(NO_MAPPING_HERE)) {
      return new Wording(
          "a `:` starts a mapping where none can stand",
          "check the indentation, or put the text in quotes");
    }
    if (context.contains("block mapping") || context.contains("block collection")) {
      return new Wording(
          "this does not line up with the keys or list entries above it", "check the indentation");
    }
    if (context.contains("flow")) {
      return new Wording(
          "a `,` or a closing bracket is missing",
          "look for a missing or doubled comma here and for an open bracket above");
    }
    return otherWording(problem, context);
  }

  private static Wording otherWording(String problem, String context) {
    if (problem.contains("cannot start any token")) {
      return new Wording("a text cannot start with this character", "put the text in quotes");
    }
    if (context.contains("alias") || context.contains("anchor")) {
      return new Wording(
          "this is not a name for an anchor", "quote a text that starts with `*` or `&`");
    }
    if (problem.contains("<document start>")) {
      return new Wording(
          "the document has ended before this line", "write a pack as `key: value` lines");
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
