package dev.keeptrail.language.yaml;

import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.ValueDecl;

/** What this reader makes of a scalar without quotes, for those who write YAML. */
public final class PlainScalars {
  private PlainScalars() {}

  /** The value; whether the text can stand without quotes at all is not looked at. */
  public static ValueDecl resolve(String text) {
    Span nowhere = Span.startOf(new SourceText("", ""));
    return ScalarResolver.resolve(new YamlNode.Scalar(nowhere, text, true));
  }
}
