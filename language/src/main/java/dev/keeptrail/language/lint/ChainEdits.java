package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.TextEdit;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.NameDecl;
import java.util.List;
import java.util.Optional;

/** Edits to the chain in either notation, where its layout makes them plain. */
final class ChainEdits {
  private ChainEdits() {}

  /** Puts an entry behind the last one. */
  static Optional<TextEdit> append(LintedPack pack, String name) {
    if (pack.chainEntries().isEmpty()) {
      return Optional.empty();
    }
    NameDecl last = pack.chainEntries().getLast();
    return pack.isText() ? appendText(pack, last, name) : appendYaml(last.span(), name);
  }

  /** Takes out an entry that is not the only one. */
  static Optional<TextEdit> remove(LintedPack pack, NameDecl entry) {
    List<Span> places = pack.chainEntries().stream().map(NameDecl::span).toList();
    if (!pack.isText()) {
      return ItemRemoval.of(places, places.indexOf(entry.span()));
    }
    boolean alone = Lines.before(entry.span()).isBlank() && isComment(Lines.after(entry.span()));
    return alone ? Optional.of(new TextEdit(Lines.whole(entry.span()), "")) : Optional.empty();
  }

  private static Optional<TextEdit> appendYaml(Span last, String name) {
    String before = Lines.before(last);
    if (!before.strip().equals("-")) {
      return Optional.of(new TextEdit(Lines.behind(last), ", " + name));
    }
    var lineEnd = new Span(last.source(), last.end() + Lines.after(last).length(), 0);
    return Optional.of(new TextEdit(lineEnd, Lines.lineEnd(last.source()) + before + name));
  }

  private static Optional<TextEdit> appendText(LintedPack pack, NameDecl last, String name) {
    boolean hasBlock =
        pack.own().policies().stream()
            .anyMatch(policy -> policy.inChain() && policy.name().text().equals(last.text()));
    if (hasBlock) {
      return Optional.empty();
    }
    String before = Lines.before(last.span());
    String glue = before.isBlank() ? Lines.lineEnd(last.span().source()) + before : " ";
    return Optional.of(new TextEdit(Lines.behind(last.span()), glue + name));
  }

  private static boolean isComment(String rest) {
    return rest.isBlank() || rest.strip().startsWith("#");
  }
}
