package dev.keeptrail.language.print;

import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.yaml.WrittenScalar;
import java.util.BitSet;
import java.util.List;

/**
 * Tidies the layout of a pack in YAML: no white space at line ends, at most one blank line in a
 * row, one line end after the last line, and conditions that stand on one line in the style of text
 * packs. Indentation, quotes and comments stay as their author likes them, and so does every line
 * of a text that goes over several. What the document says stays the same, and formatted again it
 * stays as it is.
 */
public final class YamlFormatter {
  /** Where a plain scalar would end or mean something else. */
  private static final List<String> NOT_PLAIN = List.of(": ", " #", "\n");

  private final SourceText source;
  private final List<WrittenScalar> scalars;

  private YamlFormatter(SourceText source, List<WrittenScalar> scalars) {
    this.source = source;
    this.scalars = scalars;
  }

  /** The tidied text; one that is no YAML document comes back as it is. */
  public static String format(SourceText source) {
    return WrittenScalar.of(source)
        .map(scalars -> new YamlFormatter(source, scalars).conditions())
        .flatMap(text -> {
          var edited = new SourceText(source.name(), text);
          return WrittenScalar.of(edited)
              .map(scalars -> new YamlFormatter(edited, scalars).lines());
        })
        .orElse(source.text());
  }

  private String conditions() {
    var edited = new StringBuilder();
    int from = 0;
    String text = source.text();
    for (WrittenScalar scalar : scalars) {
      // WHY: an alias shows its anchor's text at a place of its own.
      if (isCondition(scalar) && scalar.span().text().equals(scalar.text())) {
        String formatted = PackPrinter.formatExpression(scalar.text());
        if (NOT_PLAIN.stream().noneMatch(formatted::contains)
            && SameTokens.all(formatted).equals(SameTokens.all(scalar.text()))) {
          edited.append(text, from, scalar.span().offset()).append(formatted);
          from = scalar.span().end();
        }
      }
    }
    return edited.append(text, from, text.length()).toString();
  }

  private static boolean isCondition(WrittenScalar scalar) {
    List<String> path = scalar.path();
    return scalar.plain()
        && path.size() == 5
        && path.getFirst().equals("policy")
        && path.get(2).equals("rules")
        && path.getLast().equals("when");
  }

  private String lines() {
    List<String> lines = source.text().lines().toList();
    BitSet kept = linesOfLongTexts();
    var tidy = new StringBuilder(source.text().length());
    boolean blank = true;
    boolean afterLongText = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (kept.get(i + 1)) {
        tidy.append(line).append('\n');
        blank = false;
        afterLongText = true;
      } else if (!withoutSpaceBehind(line).isEmpty()) {
        tidy.append(withoutSpaceBehind(line)).append('\n');
        blank = false;
        afterLongText = false;
      } else if (afterLongText) {
        // WHY: blank lines behind a block can be part of what it says.
        tidy.append('\n');
      } else if (!blank) {
        tidy.append('\n');
        blank = true;
      }
    }
    if (afterLongText) {
      return source.text().endsWith("\n") ? tidy.toString() : tidy.substring(0, tidy.length() - 1);
    }
    int end = tidy.length();
    while (end > 1 && tidy.charAt(end - 1) == '\n' && tidy.charAt(end - 2) == '\n') {
      end--;
    }
    return tidy.substring(0, end);
  }

  /** WHY: to YAML, white space is spaces and tabs; other kinds of space are part of a text. */
  private static String withoutSpaceBehind(String line) {
    int end = line.length();
    while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t')) {
      end--;
    }
    return line.substring(0, end);
  }

  /** Line numbers, from 1, of everything that a scalar over several lines covers. */
  private BitSet linesOfLongTexts() {
    var kept = new BitSet();
    for (WrittenScalar scalar : scalars) {
      int first = scalar.span().line();
      // WHY: the place of a block reaches to the next token; its last line is before that.
      int length = scalar.span().text().stripTrailing().length();
      int last = source.line(scalar.span().offset() + Math.max(0, length - 1));
      if (last > first) {
        kept.set(first, last + 1);
      }
    }
    return kept;
  }
}
