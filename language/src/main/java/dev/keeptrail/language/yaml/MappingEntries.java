package dev.keeptrail.language.yaml;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects the entries of one mapping; of a key written twice the first value counts. */
final class MappingEntries {
  private final Problems problems;
  private final NodePath path;
  private final List<YamlNode.Entry> entries = new ArrayList<>();
  private final Map<String, Span> seen = new HashMap<>();

  MappingEntries(Problems problems, NodePath path) {
    this.problems = problems;
    this.path = path;
  }

  void add(YamlNode key, YamlNode value) {
    switch (key) {
      case YamlNode.Scalar scalar -> addScalar(scalar, value);
      case YamlNode.Invalid _ -> {}
      case YamlNode.Sequence _, YamlNode.Mapping _ ->
          problems.add(
              DiagnosticCode.UNSUPPORTED_YAML,
              key.span(),
              path.toString(),
              "a key must be a plain word",
              "quote text that starts with `[` or `{`");
    }
  }

  private void addScalar(YamlNode.Scalar key, YamlNode value) {
    if (key.plain() && key.text().equals("<<")) {
      problems.add(
          DiagnosticCode.UNSUPPORTED_YAML,
          key.span(),
          path.toString(),
          "merge keys are not supported",
          "repeat the keys, or use an alias for a whole value");
      return;
    }
    Span first = seen.putIfAbsent(key.text(), key.span());
    if (first == null) {
      entries.add(new YamlNode.Entry(key.span(), key.text(), value));
      return;
    }
    problems.add(
        DiagnosticCode.DUPLICATE_KEY,
        key.span(),
        path.key(key.text()).toString(),
        "key " + Quoted.word(key.text()) + " is written twice",
        "the first one is on line " + first.line());
  }

  List<YamlNode.Entry> toList() {
    return entries;
  }
}
