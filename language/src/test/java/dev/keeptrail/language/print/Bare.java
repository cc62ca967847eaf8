package dev.keeptrail.language.print;

import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.CommentDecl;
import dev.keeptrail.language.tree.ExprDecl;
import dev.keeptrail.language.tree.PackFile;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tree without its places, paths, notation and comments, to be compared. */
final class Bare {
  private Bare() {}

  static Object tree(Object node) {
    return bare(node, false);
  }

  /** Without brackets too. */
  static Object treeWithoutBrackets(Object node) {
    return bare(node, true);
  }

  private static Object bare(@Nullable Object node, boolean unbracketed) {
    if (node instanceof ExprDecl.Grouped grouped && unbracketed) {
      return bare(grouped.inner(), true);
    }
    if (node instanceof List<?> list) {
      return list.stream()
          .filter(item -> !(item instanceof CommentDecl))
          .map(item -> bare(item, unbracketed))
          .toList();
    }
    if (node instanceof Record tree) {
      List<Object> parts = new ArrayList<>(List.of(tree.getClass().getSimpleName()));
      for (RecordComponent component : tree.getClass().getRecordComponents()) {
        Object part = value(tree, component);
        boolean place = part instanceof Span || component.getName().equals("path");
        if (tree.getClass().getSimpleName().equals("ImportDecl") || !place) {
          parts.add(
              part instanceof PackFile.Syntax || part instanceof Span
                  ? ""
                  : bare(part, unbracketed));
        }
      }
      return parts;
    }
    return node == null ? "nothing" : node;
  }

  private static @Nullable Object value(Record tree, RecordComponent component) {
    try {
      return component.getAccessor().invoke(tree);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
