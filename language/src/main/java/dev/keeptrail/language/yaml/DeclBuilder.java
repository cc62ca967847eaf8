package dev.keeptrail.language.yaml;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.BlockDecl;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.List;
import java.util.Optional;

/** Turns nodes into the tree's values and blocks. */
final class DeclBuilder {
  private final Problems problems;

  DeclBuilder(Problems problems) {
    this.problems = problems;
  }

  ValueDecl value(YamlNode node) {
    return switch (node) {
      case YamlNode.Scalar scalar -> ScalarResolver.resolve(scalar);
      case YamlNode.Sequence sequence ->
          new ValueDecl.Sequence(
              sequence.span(), sequence.items().stream().map(this::value).toList());
      case YamlNode.Mapping mapping -> new ValueDecl.Mapping(mapping.span(), fields(mapping));
      case YamlNode.Invalid invalid -> new ValueDecl.Invalid(invalid.span());
    };
  }

  /**
   * A block; one without any value counts as empty. Reports anything else.
   *
   * @param place what is shown when the block lacks something
   */
  Optional<BlockDecl> block(Span place, String path, YamlNode node) {
    return mapping(path, node).map(mapping -> new BlockDecl(place, path, fields(mapping), true));
  }

  /** The node as a mapping; nothing counts as an empty one. Reports anything else. */
  Optional<YamlNode.Mapping> mapping(String path, YamlNode node) {
    return switch (node) {
      case YamlNode.Mapping mapping -> Optional.of(mapping);
      case YamlNode.Scalar scalar when isNothing(scalar) ->
          Optional.of(new YamlNode.Mapping(scalar.span(), List.of()));
      case YamlNode.Scalar _, YamlNode.Sequence _, YamlNode.Invalid _ -> {
        reportWrongType(path, node, "a mapping");
        yield Optional.empty();
      }
    };
  }

  void reportWrongType(String path, YamlNode node, String expected) {
    if (node instanceof YamlNode.Invalid) {
      return;
    }
    problems.add(
        DiagnosticCode.WRONG_TYPE,
        node.span(),
        path,
        Quoted.word(path) + " must be " + expected + ", not " + value(node).describe(),
        WrongShape.remedy(expected, value(node)));
  }

  static boolean isNothing(YamlNode node) {
    return node instanceof YamlNode.Scalar scalar
        && ScalarResolver.resolve(scalar) instanceof ValueDecl.Nothing;
  }

  List<FieldDecl> fields(YamlNode.Mapping mapping) {
    return mapping.entries().stream()
        .map(entry -> new FieldDecl(entry.keySpan(), entry.key(), value(entry.value())))
        .toList();
  }
}
