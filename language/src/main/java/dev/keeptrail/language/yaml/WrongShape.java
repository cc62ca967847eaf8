package dev.keeptrail.language.yaml;

import dev.keeptrail.language.tree.ValueDecl;
import org.jspecify.annotations.Nullable;

/** What most likely went wrong where a list, a mapping or a name was expected and is not there. */
final class WrongShape {
  private WrongShape() {}

  /**
   * How to repair it, or null where nothing better can be said than what was expected.
   *
   * @param expected the expected shape, with its article
   */
  static @Nullable String remedy(String expected, ValueDecl found) {
    if (expected.startsWith("a list")) {
      return forList(found);
    }
    if (expected.startsWith("a mapping")) {
      return forMapping(found);
    }
    return found instanceof ValueDecl.Mapping
        ? "write the kind alone; its settings go under `policy.<kind>`"
        : null;
  }

  private static @Nullable String forList(ValueDecl found) {
    return switch (found) {
      case ValueDecl.Text text when text.value().startsWith("-") -> "put a space after each `-`";
      case ValueDecl.Text _, ValueDecl.Bool _, ValueDecl.Int _, ValueDecl.Decimal _ ->
          "write it as `[...]`, or one `- ` line for each entry";
      case ValueDecl.Mapping _ -> "start each entry with `- `";
      case ValueDecl.Sequence _, ValueDecl.Nothing _, ValueDecl.Invalid _ -> null;
    };
  }

  private static @Nullable String forMapping(ValueDecl found) {
    return switch (found) {
      case ValueDecl.Text text when text.value().indexOf(':') > 0 -> "put a space after each `:`";
      case ValueDecl.Sequence _ -> "write `key: value` lines without a `- ` before them";
      case ValueDecl.Text _,
          ValueDecl.Bool _,
          ValueDecl.Int _,
          ValueDecl.Decimal _,
          ValueDecl.Nothing _,
          ValueDecl.Mapping _,
          ValueDecl.Invalid _ ->
          null;
    };
  }
}
