package dev.keeptrail.language.yaml;

import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.tree.DefineDecl;
import dev.keeptrail.language.tree.ExprDecl;
import dev.keeptrail.language.tree.ImportDecl;
import dev.keeptrail.language.tree.NameDecl;
import dev.keeptrail.language.tree.TextDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the sections {@code define} and {@code imports}, and expressions wherever they stand. */
final class DefinitionReader {
  private final Problems problems;
  private final DeclBuilder decls;
  private final BareNames names;
  private final ExpressionSyntax syntax;

  DefinitionReader(Problems problems, DeclBuilder decls, ExpressionSyntax syntax) {
    this.problems = problems;
    this.decls = decls;
    this.names = new BareNames(problems);
    this.syntax = syntax;
  }

  List<DefineDecl> definitions(YamlNode.Entry section) {
    Optional<YamlNode.Mapping> node = decls.mapping("define", section.value());
    return node.map(YamlNode.Mapping::entries).orElse(List.of()).stream()
        .map(this::definition)
        .toList();
  }

  private DefineDecl definition(YamlNode.Entry entry) {
    String path = "define." + entry.key();
    NameDecl name = names.checked(new NameDecl(entry.keySpan(), path, entry.key()), "a definition");
    ExprDecl value =
        entry.value() instanceof YamlNode.Sequence
            ? constant(path, entry.value())
            : expression(path, entry.value(), "an expression or a list");
    return new DefineDecl(entry.keySpan(), name, value);
  }

  /** A scalar as an expression: a text is read as one, anything else is that constant. */
  ExprDecl expression(String path, YamlNode node, String expected) {
    if (node instanceof YamlNode.Scalar scalar
        && ScalarResolver.resolve(scalar) instanceof ValueDecl.Text) {
      return syntax.read(ScalarPlaces.of(scalar), path, problems);
    }
    if (node instanceof YamlNode.Sequence) {
      decls.reportWrongType(path, node, expected);
      return new ExprDecl.Invalid(node.span());
    }
    return constant(path, decls.value(node), node, expected);
  }

  private ExprDecl constant(String path, YamlNode node) {
    return constant(path, decls.value(node), node, "a constant");
  }

  private ExprDecl constant(String path, ValueDecl value, YamlNode node, String expected) {
    return switch (value) {
      case ValueDecl.Text text -> new ExprDecl.Text(text.span(), text.value());
      case ValueDecl.Bool bool -> new ExprDecl.Truth(bool.span(), bool.value());
      case ValueDecl.Int number -> new ExprDecl.Decimal(number.span(), number.value());
      case ValueDecl.Decimal number when Double.isFinite(number.value()) ->
          new ExprDecl.Decimal(number.span(), number.value());
      case ValueDecl.Sequence sequence -> items(path, sequence, (YamlNode.Sequence) node);
      case ValueDecl.Decimal _, ValueDecl.Nothing _, ValueDecl.Mapping _, ValueDecl.Invalid _ -> {
        decls.reportWrongType(path, node, expected);
        yield new ExprDecl.Invalid(node.span());
      }
    };
  }

  private ExprDecl items(String path, ValueDecl.Sequence sequence, YamlNode.Sequence node) {
    List<ExprDecl> items = new ArrayList<>();
    for (YamlNode item : node.items()) {
      items.add(constant(path + "[" + items.size() + "]", item));
    }
    return new ExprDecl.Items(sequence.span(), items);
  }

  List<ImportDecl> imports(YamlNode.Entry section) {
    List<ImportDecl> imports = new ArrayList<>();
    for (TextDecl path : texts("imports", section.value(), "a list of paths", "a path")) {
      imports.add(new ImportDecl(path.span(), path));
    }
    return imports;
  }

  /** A list of texts; reports whatever else is there. */
  List<TextDecl> texts(String path, YamlNode node, String expected, String element) {
    if (!(node instanceof YamlNode.Sequence sequence)) {
      decls.reportWrongType(path, node, expected);
      return List.of();
    }
    List<TextDecl> texts = new ArrayList<>();
    for (int i = 0; i < sequence.items().size(); i++) {
      YamlNode item = sequence.items().get(i);
      if (decls.value(item) instanceof ValueDecl.Text text) {
        texts.add(new TextDecl(text.span(), text.value()));
      } else {
        decls.reportWrongType(path + "[" + i + "]", item, element);
      }
    }
    return texts;
  }
}
