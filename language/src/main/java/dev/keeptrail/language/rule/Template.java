package dev.keeptrail.language.rule;

import java.util.List;

/**
 * A text with places for values. A value is shown as JSON writes it, texts without quotes; control
 * characters become U+FFFD, more than {@link #MAX_VALUE} characters are cut with an ellipsis, a
 * missing value is {@code (missing)} and an undefined one {@code (undefined)}.
 */
public record Template(List<Part> parts) {
  public static final int MAX_VALUE = 200;

  public Template {
    parts = List.copyOf(parts);
  }

  public static Template of(String text) {
    return new Template(List.of(new Part.Text(text)));
  }

  /** The text itself when there is no place in it; otherwise places are shown as {@code {}}. */
  public String outline() {
    var text = new StringBuilder();
    for (Part part : parts) {
      text.append(
          switch (part) {
            case Part.Text(String value) -> value;
            case Part.Place _ -> "{}";
          });
    }
    return text.toString();
  }

  public boolean isConstant() {
    return parts.stream().allMatch(Part.Text.class::isInstance);
  }

  /** A piece of a template. */
  public sealed interface Part {
    record Text(String value) implements Part {}

    record Place(Expr value) implements Part {}
  }
}
