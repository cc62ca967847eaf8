package dev.keeptrail.language.editor;

import dev.keeptrail.language.diagnostic.Counted;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.BlockDecl;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.tree.PolicyDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayList;
import java.util.List;

/** Lists the named parts of a pack file in source order. */
final class Outlines {
  private Outlines() {}

  static List<Outline> of(PackFile file) {
    List<Outline> parts = new ArrayList<>();
    file.imports()
        .forEach(decl ->
            parts.add(
                part(
                    decl.path().value(),
                    "",
                    Outline.Sort.IMPORT,
                    decl.span(),
                    decl.path().span())));
    BlockDecl pack = file.pack();
    if (pack != null) {
      parts.add(
          part(
              text(pack, "name"),
              text(pack, "version"),
              Outline.Sort.PACK,
              pack.span(),
              pack.span()));
    }
    file.targets()
        .forEach(target ->
            parts.add(
                part(
                    text(target, "id"),
                    text(target, "provider"),
                    Outline.Sort.TARGET,
                    target.span(),
                    target.span())));
    file.definitions()
        .forEach(define ->
            parts.add(
                part(
                    define.name().text(),
                    "",
                    Outline.Sort.DEFINITION,
                    define.span(),
                    define.name().span())));
    if (file.chain() != null) {
      Span span = file.chain().span();
      parts.add(
          part(
              "chain",
              Counted.of(file.chain().entries().size(), "policy", "policies"),
              Outline.Sort.CHAIN,
              span,
              span));
    }
    file.policies().forEach(policy -> parts.add(policy(policy)));
    file.tests()
        .forEach(test ->
            parts.add(
                part(test.name().value(), "", Outline.Sort.TEST, test.span(), test.name().span())));
    parts.sort(java.util.Comparator.comparingInt(part -> part.range().start()));
    return parts;
  }

  private static Outline policy(PolicyDecl policy) {
    List<Outline> rules =
        policy.rules().stream()
            .map(rule ->
                part(
                    rule.name().text(),
                    rule.then().verb().text(),
                    Outline.Sort.RULE,
                    rule.span(),
                    rule.name().span()))
            .toList();
    Range range = covering(policy.span(), policy.name().span());
    for (Outline rule : rules) {
      range =
          new Range(
              Math.min(range.start(), rule.range().start()),
              Math.max(range.end(), rule.range().end()));
    }
    return new Outline(
        policy.name().text(),
        policy.kindName(),
        Outline.Sort.POLICY,
        range,
        Range.of(policy.name().span()),
        rules);
  }

  private static Outline part(
      String label, String detail, Outline.Sort sort, Span span, Span name) {
    String shown = label.isEmpty() ? "(unnamed)" : label;
    return new Outline(shown, detail, sort, covering(span, name), Range.of(name), List.of());
  }

  private static Range covering(Span a, Span b) {
    return new Range(Math.min(a.offset(), b.offset()), Math.max(a.end(), b.end()));
  }

  private static String text(BlockDecl block, String field) {
    return block.fields().stream()
        .filter(decl -> decl.name().equals(field))
        .map(FieldDecl::value)
        .map(value -> value instanceof ValueDecl.Text text ? text.value() : "")
        .findFirst()
        .orElse("");
  }
}
