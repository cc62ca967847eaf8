package dev.keeptrail.language.editor;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is in a document and wherever the cursor is, there is an answer. */
final class EditorProperties {
  @Property(tries = 3_000)
  void answersForAnyText(@ForAll("documents") String text, @ForAll int seed) {
    int offset = Math.floorMod(seed, text.length() + 1);
    String marked = text.substring(0, offset) + "‸" + text.substring(offset);

    for (Cursor cursor : java.util.List.of(Cursor.text(marked), Cursor.yaml(marked))) {
      Completion completion = cursor.analysis().complete(offset);
      assertThat(completion.replaced().start()).isBetween(0, offset);
      assertThat(completion.replaced().end()).isBetween(offset, text.length());
      cursor.analysis().help(offset).ifPresent(help -> assertThat(help.markdown()).isNotBlank());
    }
  }

  /** Tokens do not overlap, what folds is in the document, and selections grow. */
  @Property(tries = 3_000)
  void structureOfAnyTextHoldsTogether(@ForAll("documents") String text, @ForAll int seed) {
    int offset = Math.floorMod(seed, text.length() + 1);
    long lines = 1L + new Positions(text).position(text.length()).line();

    for (Cursor cursor : java.util.List.of(Cursor.text(text), Cursor.yaml(text))) {
      int end = 0;
      for (Token token : cursor.analysis().tokens()) {
        assertThat(token.start()).isGreaterThanOrEqualTo(end);
        assertThat(token.end()).isBetween(token.start() + 1, text.length());
        end = token.end();
      }
      int before = -1;
      for (Fold fold : cursor.analysis().folds()) {
        assertThat(fold.startLine()).isGreaterThan(before);
        assertThat((long) fold.endLine()).isBetween(fold.startLine() + 1L, lines - 1);
        before = fold.startLine();
      }
      Range inner = new Range(offset, offset);
      for (Range range : cursor.analysis().selections(java.util.List.of(offset)).getFirst()) {
        assertThat(range.start()).isLessThanOrEqualTo(inner.start());
        assertThat(range.end()).isGreaterThanOrEqualTo(inner.end());
        inner = range;
      }
      assertThat(inner).isEqualTo(new Range(0, text.length()));
    }
  }

  @Provide
  Arbitrary<String> documents() {
    return Arbitraries.of(
            "pack",
            "policy",
            ":",
            " ",
            "  ",
            "\n",
            "\n  ",
            "\r\n",
            "- ",
            "{",
            "}",
            "[",
            "]",
            ",",
            "'",
            "\"",
            "\"\"\"",
            "#",
            "rule",
            "when",
            "then",
            "finding",
            "(",
            ")",
            "category",
            "under",
            "called",
            "chain",
            "pii-detector",
            "kind: ",
            "|",
            ">",
            "é",
            "😀",
            "\t",
            "define",
            "=",
            "x",
            ".",
            "-",
            "\\",
            "*",
            "&a")
        .list()
        .ofMaxSize(40)
        .map(parts -> String.join("", parts));
  }
}
