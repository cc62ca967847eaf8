package dev.keeptrail.language.print;

import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.PackFile;
import java.util.List;

/**
 * Prints a pack that was made of several files as one {@code policy-config.yaml}. Comments stay in
 * their files. Safe for any thread.
 */
public final class LayerPrinter {
  private static final String STEP = "  ";

  private LayerPrinter() {}

  /**
   * The pack as YAML.
   *
   * @param file a pack without syntax errors
   * @param origins whether a comment behind each line says in which file and line it stands
   */
  public static String print(PackFile file, boolean origins) {
    var draft = new Draft();
    var values = new YamlValues(draft);
    for (FieldDecl section : new YamlShape().of(file)) {
      draft.separate();
      values.fields(0, List.of(section));
    }
    var out = new StringBuilder();
    for (Draft.Line line : draft.lines()) {
      if (!line.isEmpty()) {
        out.repeat(STEP, line.indent()).append(line.text());
        out.append(origins ? origin(line) : "");
      }
      out.append('\n');
    }
    return out.toString();
  }

  private static String origin(Draft.Line line) {
    return line.anchors().stream()
        .filter(anchor -> !anchor.source().name().isEmpty())
        .findFirst()
        .map(LayerPrinter::comment)
        .orElse("");
  }

  private static String comment(Span place) {
    return STEP + "# " + FrameRenderer.safe(place.source().name()) + ":" + place.line();
  }
}
