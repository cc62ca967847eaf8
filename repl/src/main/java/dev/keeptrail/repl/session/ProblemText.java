package dev.keeptrail.repl.session;

import dev.keeptrail.language.diagnostic.FrameRenderer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Problems as people see them. */
final class ProblemText {
  private ProblemText() {}

  /**
   * @param hint of one line, or frames of diagnostics, which are safe already
   */
  static String of(String message, @Nullable String hint, Paint paint) {
    String text = paint.strong("problem: ") + FrameRenderer.safe(message) + "\n";
    if (hint == null) {
      return text;
    }
    List<String> lines = hint.lines().toList();
    return lines.size() > 1
        ? text + String.join("\n", lines) + "\n"
        : text + "  " + FrameRenderer.safe(hint) + "\n";
  }
}
