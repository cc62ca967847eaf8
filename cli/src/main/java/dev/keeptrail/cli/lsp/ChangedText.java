package dev.keeptrail.cli.lsp;

import dev.keeptrail.language.editor.Positions;
import dev.keeptrail.language.editor.Range;
import java.util.List;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;

/** A text after what an editor says was changed in it. Stateless. */
final class ChangedText {
  private ChangedText() {}

  /**
   * The text after all changes, each of which has the places of the text before it; one without a
   * range is the whole text.
   */
  static String of(String text, List<TextDocumentContentChangeEvent> changes) {
    String changed = text;
    for (TextDocumentContentChangeEvent change : changes) {
      changed = of(changed, change);
    }
    return changed;
  }

  private static String of(String text, TextDocumentContentChangeEvent change) {
    if (change.getRange() == null) {
      return change.getText();
    }
    Range range = Answers.offsets(new Positions(text), change.getRange());
    int end = Math.max(range.start(), range.end());
    return text.substring(0, range.start()) + change.getText() + text.substring(end);
  }
}
