package dev.keeptrail.language.print;

import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.PackFile;
import java.util.List;

/**
 * Prints a pack as a {@code policy-config.yaml}. Comments go with the parts that they belong to.
 * Safe for any thread.
 */
public final class YamlPrinter {
  private YamlPrinter() {}

  /**
   * The pack as YAML.
   *
   * @param file a pack without syntax errors
   */
  public static String print(PackFile file) {
    YamlShape shape = new YamlShape();
    Draft draft = new Draft();
    YamlValues values = new YamlValues(draft);
    for (FieldDecl section : shape.of(file)) {
      draft.separate();
      values.fields(0, List.of(section));
    }
    PlacedComments comments = CommentPlacer.place(file, draft, shape.keptExpressions());
    return DraftRenderer.render(draft, file.span().source(), comments);
  }
}
