package dev.keeptrail.language.editor;

import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.tree.PackFile;
import java.util.Locale;

/**
 * One state of a document that is open in an editor.
 *
 * @param source named by its path, or by its address where it has none
 */
public record PackDocument(SourceText source, PackFile.Syntax syntax) {
  public static PackDocument of(String name, String text) {
    boolean isText = name.toLowerCase(Locale.ROOT).endsWith(".pack");
    return new PackDocument(
        new SourceText(name, text), isText ? PackFile.Syntax.TEXT : PackFile.Syntax.YAML);
  }

  /**
   * Whether the document is a pack, and not some other YAML file: by its name, or because sections
   * of packs stand at its left margin.
   */
  public boolean isPack() {
    String name = source.name();
    return syntax == PackFile.Syntax.TEXT
        || name.endsWith("policy-config.yaml")
        || name.endsWith("policy-config.yml")
        || (hasSection("pack:") && hasSection("policies:"));
  }

  private boolean hasSection(String key) {
    return source.text().startsWith(key) || source.text().contains("\n" + key);
  }
}
