package dev.keeptrail.language.diagnostic;

import dev.keeptrail.language.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One problem of a pack, as a value.
 *
 * @param code what kind of fault it is; the code's page in {@code docs/diagnostics/} explains it
 * @param span where it is
 * @param path where it is in the document's own terms, such as {@code policy.pii-detector.action};
 *     empty for the document itself and for what is no YAML; cut where keys are absurdly long
 * @param message one lower-case clause without a full stop, the author's words in back-ticks
 * @param hint what to do about it, if there is something to say
 * @param fix edits that mend it; null where only the author can say
 * @param related other places that have to do with it
 */
public record Diagnostic(
    DiagnosticCode code,
    Span span,
    String path,
    String message,
    @Nullable String hint,
    @Nullable Fix fix,
    List<RelatedPlace> related) {
  private static final int MAX_PATH_LENGTH = 500;

  public Diagnostic {
    related = List.copyOf(related);
    if (path.length() > MAX_PATH_LENGTH) {
      path = path.substring(0, MAX_PATH_LENGTH) + "…";
    }
  }

  public Diagnostic(
      DiagnosticCode code, Span span, String path, String message, @Nullable String hint) {
    this(code, span, path, message, hint, null);
  }

  public Diagnostic(
      DiagnosticCode code,
      Span span,
      String path,
      String message,
      @Nullable String hint,
      @Nullable Fix fix) {
    this(code, span, path, message, hint, fix, List.of());
  }

  public Severity severity() {
    return code.severity();
  }
}
