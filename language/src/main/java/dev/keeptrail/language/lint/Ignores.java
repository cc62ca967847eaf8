package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Fix;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.diagnostic.Severity;
import dev.keeptrail.language.diagnostic.TextEdit;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.CommentDecl;
import dev.keeptrail.language.tree.PackFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ignore comments of a pack's sources, and which of them took effect. A comment on a line of
 * its own is about the next line that is neither empty nor a comment; one behind something is about
 * its own line. Errors are never ignored. For one thread.
 */
final class Ignores {
  private static final Set<String> IGNORABLE =
      Stream.of(DiagnosticCode.values())
          .filter(code -> code.severity() == Severity.WARNING)
          .filter(code -> !isAboutIgnores(code))
          .map(DiagnosticCode::code)
          .collect(Collectors.toUnmodifiableSet());

  private final List<IgnoreComment> comments;
  private final Set<IgnoreComment> used = new HashSet<>();

  private Ignores(List<IgnoreComment> comments) {
    this.comments = comments;
  }

  static Ignores of(List<PackFile> files) {
    List<IgnoreComment> comments = new ArrayList<>();
    for (PackFile file : files) {
      for (CommentDecl comment : file.comments()) {
        IgnoreComment.of(comment).ifPresent(comments::add);
      }
    }
    return new Ignores(comments);
  }

  /**
   * Why the problem is not to be reported; empty when it is. Remembers that the comment counted.
   */
  Optional<String> reasonFor(Diagnostic diagnostic) {
    for (IgnoreComment ignore : comments) {
      if (isValid(ignore) && covers(ignore, diagnostic)) {
        used.add(ignore);
        return Optional.of(ignore.reason());
      }
    }
    return Optional.empty();
  }

  /**
   * Reports comments that are wrong or did nothing; ask after all problems were looked up.
   *
   * @param complete whether every rule was asked, so that an unused comment is known to be one
   */
  void report(Problems problems, boolean complete) {
    for (IgnoreComment ignore : comments) {
      if (!IGNORABLE.contains(ignore.code())) {
        reportCode(ignore, problems);
      } else if (ignore.reason().isEmpty()) {
        problems.add(
            DiagnosticCode.IGNORE_WITHOUT_REASON,
            ignore.comment().span(),
            "",
            "ignoring " + Quoted.word(ignore.code()) + " needs a reason",
            "write the reason behind the code; until then the comment has no effect");
      } else if (complete && !used.contains(ignore)) {
        reportUnused(ignore, problems);
      }
    }
  }

  private static void reportCode(IgnoreComment ignore, Problems problems) {
    String code = ignore.code();
    String message =
        code.isEmpty()
            ? "the comment does not say which code to ignore"
            : Quoted.word(code) + " is no code that can be ignored";
    problems.add(
        DiagnosticCode.IGNORE_OF_UNKNOWN_CODE,
        ignore.comment().span(),
        "",
        message,
        "one code that starts with `W`, then a reason; errors cannot be ignored");
  }

  private static void reportUnused(IgnoreComment ignore, Problems problems) {
    Span span = ignore.comment().span();
    problems.add(
        new Diagnostic(
            DiagnosticCode.UNUSED_IGNORE,
            span,
            "",
            "there is no " + Quoted.word(ignore.code()) + " to ignore here",
            "remove the comment",
            new Fix("Remove the comment", List.of(removal(ignore.comment())))));
  }

  /** Takes the whole line when the comment has it for itself. */
  private static TextEdit removal(CommentDecl comment) {
    Span span = comment.span();
    return new TextEdit(comment.ownLine() ? Lines.whole(span) : Lines.withSpaceBefore(span), "");
  }

  private static boolean isValid(IgnoreComment ignore) {
    return IGNORABLE.contains(ignore.code()) && !ignore.reason().isEmpty();
  }

  private static boolean covers(IgnoreComment ignore, Diagnostic diagnostic) {
    Span comment = ignore.comment().span();
    SourceText source = comment.source();
    return ignore.code().equals(diagnostic.code().code())
        && source == diagnostic.span().source()
        && (ignore.wholeFile() || diagnostic.span().line() == lineOf(ignore));
  }

  private static int lineOf(IgnoreComment ignore) {
    Span span = ignore.comment().span();
    int line = span.line();
    if (!ignore.comment().ownLine()) {
      return line;
    }
    do {
      line++;
    } while (line <= Lines.count(span.source()) && isBlankOrComment(span.source().lineText(line)));
    return line;
  }

  private static boolean isBlankOrComment(String line) {
    String text = line.strip();
    return text.isEmpty() || text.startsWith("#");
  }

  private static boolean isAboutIgnores(DiagnosticCode code) {
    return switch (code) {
      case IGNORE_WITHOUT_REASON, IGNORE_OF_UNKNOWN_CODE, UNUSED_IGNORE -> true;
      default -> false;
    };
  }
}
