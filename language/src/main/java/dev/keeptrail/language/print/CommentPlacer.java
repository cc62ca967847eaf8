package dev.keeptrail.language.print;

import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.PackFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides which part of the pack each comment belongs to: one at the end of a line to what the line
 * says last, one on its own line to what follows, or, at the end of a block, to what came before.
 */
final class CommentPlacer {
  private final PackFile file;
  private final SourceText source;
  private final TreeSet<Integer> anchors = new TreeSet<>();
  private final int[] depths;
  private final PlacedComments places = new PlacedComments();

  private CommentPlacer(PackFile file) {
    this.file = file;
    this.source = file.span().source();
    this.depths = file.syntax() == PackFile.Syntax.TEXT ? SourceComment.depths(source) : new int[1];
  }

  /**
   * Places every comment of the pack but those inside the given places, which the draft holds.
   *
   * @param kept expressions that are written with their comments
   */
  static PlacedComments place(PackFile file, Draft draft, List<Span> kept) {
    CommentPlacer placer = new CommentPlacer(file);
    draft.lines().stream()
        .flatMap(line -> line.anchors().stream())
        .filter(anchor -> anchor.source().equals(placer.source))
        .forEach(anchor -> placer.anchors.add(anchor.offset()));
    List<SourceComment> comments = new ArrayList<>(SourceComment.of(file));
    comments.removeIf(comment -> isInside(comment.offset(), kept));
    placer.place(comments);
    return placer.places;
  }

  private static boolean isInside(int offset, List<Span> kept) {
    return kept.stream().anyMatch(span -> span.offset() <= offset && offset < span.end());
  }

  private void place(List<SourceComment> comments) {
    int header = headerSize(comments);
    comments.subList(0, header).forEach(comment -> places.header().add(comment.text()));
    comments.subList(header, comments.size()).forEach(this::place);
  }

  /** How many comments at the start are set off from the first entry by an empty line. */
  private int headerSize(List<SourceComment> comments) {
    int first = anchors.isEmpty() ? source.text().length() : anchors.first();
    int size = 0;
    for (int i = 0; i < comments.size() && comments.get(i).offset() < first; i++) {
      boolean more = i + 1 < comments.size() && comments.get(i + 1).offset() < first;
      int next = more ? comments.get(i + 1).offset() : first;
      if (source.line(next) - source.line(comments.get(i).offset()) > 1) {
        size = i + 1;
      }
    }
    return size;
  }

  private void place(SourceComment comment) {
    Integer before = anchors.lower(comment.offset());
    Integer next = anchors.higher(comment.offset());
    if (!comment.ownLine() && before != null) {
      add(places.trailing(), before, comment);
      return;
    }
    boolean last = comment.last() || next == null || level(next) < comment.level();
    Integer owner = last ? lastOnLevel(comment, before) : next;
    if (owner == null) {
      (last ? places.footer() : places.header()).add(comment.text());
    } else {
      add(last ? places.after() : places.leading(), owner, comment);
    }
  }

  /** The nearest part before the comment that is as deep; null at the end of the pack itself. */
  private @Nullable Integer lastOnLevel(SourceComment comment, @Nullable Integer before) {
    boolean outermost = comment.level() == (file.syntax() == PackFile.Syntax.TEXT ? 0 : 1);
    if (outermost) {
      return null;
    }
    for (Integer anchor : anchors.headSet(comment.offset(), false).descendingSet()) {
      if (level(anchor) == comment.level()) {
        return anchor;
      }
      if (level(anchor) < comment.level()) {
        return before;
      }
    }
    return before;
  }

  private int level(int offset) {
    return SourceComment.level(file, offset, depths);
  }

  private static void add(Map<Integer, List<String>> to, int anchor, SourceComment comment) {
    to.computeIfAbsent(anchor, _ -> new ArrayList<>()).add(comment.text());
  }
}
