package dev.keeptrail.language.yaml;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.diagnostic.UnknownKey;
import dev.keeptrail.language.kind.CaptureSettings;
import dev.keeptrail.language.kind.LimitSettings;
import dev.keeptrail.language.kind.RoutingSettings;
import dev.keeptrail.language.layer.Layer;
import dev.keeptrail.language.layer.LayerPlaces;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.BlockDecl;
import dev.keeptrail.language.tree.ChainDecl;
import dev.keeptrail.language.tree.CommentDecl;
import dev.keeptrail.language.tree.DefineDecl;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.ImportDecl;
import dev.keeptrail.language.tree.LanguageDecl;
import dev.keeptrail.language.tree.NameDecl;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.tree.PolicyDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The YAML front-end: a {@code policy-config.yaml} in, the pack tree out. Serves one source. */
public final class YamlPackReader {
  private final Problems problems;
  private final DeclBuilder decls;
  private final Sections sections;
  private final BareNames bareNames;
  private final DefinitionReader definitionReader;
  private final PolicyReader policyReader;
  private final List<ImportDecl> imports = new ArrayList<>();
  private final List<DefineDecl> definitions = new ArrayList<>();
  private final List<BlockDecl> targets = new ArrayList<>();
  private final List<PolicyDecl> policies = new ArrayList<>();
  private @Nullable LanguageDecl language;
  private @Nullable BlockDecl pack;
  private @Nullable ChainDecl chain;
  private @Nullable BlockDecl gateway;
  private final List<FieldDecl> routing = new ArrayList<>();
  private final List<FieldDecl> limits = new ArrayList<>();
  private @Nullable BlockDecl testing;

  private YamlPackReader(Problems problems, ExpressionSyntax syntax) {
    this.problems = problems;
    this.decls = new DeclBuilder(problems);
    this.sections = new Sections(problems);
    this.bareNames = new BareNames(problems);
    this.definitionReader = new DefinitionReader(problems, decls, syntax);
    this.policyReader = new PolicyReader(problems, decls, syntax);
  }

  /**
   * The tree, or empty when the source is no such document; the problems say why. Of a source in a
   * newer version of the language no more is read than that version.
   */
  public static Optional<PackFile> read(
      SourceText source, Problems problems, ExpressionSyntax syntax) {
    return YamlReader.readDocument(source, problems)
        .flatMap(document -> new YamlPackReader(problems, syntax).document(document));
  }

  /**
   * The tree of several documents, each laid over those before it, and the trees on the way: the
   * last is the pack. Empty when one of them is no such document; the problems say why.
   */
  public static List<Layer> readLayers(
      List<SourceText> layers, Problems problems, ExpressionSyntax syntax) {
    List<Layer> trees = new ArrayList<>();
    List<CommentDecl> comments = new ArrayList<>();
    YamlNode.Mapping below = null;
    for (int i = 0; i < layers.size(); i++) {
      Optional<YamlReader.Document> read = YamlReader.readDocument(layers.get(i), problems);
      if (read.isEmpty()) {
        return List.of();
      }
      var own = new YamlPackReader(problems, syntax);
      if (!(read.get().root() instanceof YamlNode.Mapping layer) || own.isNewer(layer)) {
        return own
            .document(read.get())
            .map(tree -> new Layer(tree, path -> new LayerPlaces.Found(tree.span(), 0)))
            .stream()
            .toList();
      }
      below = below == null ? layer : Layers.over(below, layer);
      comments.addAll(read.get().comments());
      // What is wrong on the way may be mended by a later layer.
      Problems found = i == layers.size() - 1 ? problems : new Problems();
      Optional<PackFile> tree =
          new YamlPackReader(found, syntax).document(new YamlReader.Document(below, comments));
      if (tree.isEmpty()) {
        found.sorted().forEach(problems::add);
        return List.of();
      }
      trees.add(new Layer(tree.get(), new WrittenPlaces(layer)));
    }
    return trees;
  }

  private boolean isNewer(YamlNode.Mapping layer) {
    return LanguageReader.newer(layer, decls).isPresent();
  }

  private Optional<PackFile> document(YamlReader.Document document) {
    YamlNode root = document.root();
    Span start = Span.startOf(root.span().source());
    if (root instanceof YamlNode.Mapping mapping) {
      Optional<LanguageDecl> newer = LanguageReader.newer(mapping, decls);
      if (newer.isPresent()) {
        language = newer.get();
        return Optional.of(file(start, List.of()));
      }
      if (OldShapes.report(mapping, problems)) {
        return Optional.empty();
      }
      mapping.entries().forEach(this::section);
      return Optional.of(file(start, document.comments()));
    }
    reportRoot(root, start);
    return Optional.empty();
  }

  private PackFile file(Span start, List<CommentDecl> comments) {
    return new PackFile(
        start,
        PackFile.Syntax.YAML,
        language,
        imports,
        pack,
        targets,
        definitions,
        chain,
        policies,
        List.of(),
        wholeGateway(),
        testing,
        comments);
  }

  /**
   * Routing stands beside the targets in YAML, and limits in sections of their own; both are a part
   * of what the gateway is told.
   */
  private @Nullable BlockDecl wholeGateway() {
    return with(with(gateway, routing, "providers", "providers."), limits, "the document", "");
  }

  private @Nullable BlockDecl with(
      @Nullable BlockDecl block, List<FieldDecl> elsewhere, String place, String path) {
    if (elsewhere.isEmpty()) {
      return block;
    }
    if (block == null) {
      return new BlockDecl(elsewhere.getFirst().span(), "gateway", elsewhere, true);
    }
    List<FieldDecl> fields = new ArrayList<>(block.fields());
    for (FieldDecl field : elsewhere) {
      if (fields.stream().anyMatch(other -> other.name().equals(field.name()))) {
        problems.add(
            DiagnosticCode.CONFLICTING_KEYS,
            field.span(),
            path + field.name(),
            (path.isEmpty() ? place : Quoted.word(place))
                + " and `gateway` both say "
                + Quoted.word(field.name()),
            "keep one of them");
      } else {
        fields.add(field);
      }
    }
    return new BlockDecl(block.span(), block.path(), fields, block.complete());
  }

  private void reportRoot(YamlNode root, Span start) {
    String hint = "a pack has at least `pack` and `policies`";
    if (DeclBuilder.isNothing(root)) {
      problems.add(DiagnosticCode.EMPTY_SOURCE, start, "", "the file holds no document", hint);
    } else if (!(root instanceof YamlNode.Invalid)) {
      String found = decls.value(root).describe();
      problems.add(
          DiagnosticCode.ROOT_NOT_MAPPING,
          root.span(),
          "",
          "the document must be a mapping, not " + found,
          hint);
    }
  }

  private void section(YamlNode.Entry entry) {
    switch (entry.key()) {
      case "language" -> language = LanguageReader.read(entry, decls);
      case "pack" -> pack = block(entry);
      case "gateway" -> gateway = block(entry);
      case CaptureSettings.NAME -> limits.add(field(entry));
      case "testing" -> testing = block(entry);
      case "imports" -> imports.addAll(definitionReader.imports(entry));
      case "define" -> definitions.addAll(definitionReader.definitions(entry));
      case "providers" -> decls.mapping("providers", entry.value()).ifPresent(this::providers);
      case "policies" -> policies(entry);
      case "policy" -> decls.mapping("policy", entry.value()).ifPresent(this::policyBlocks);
      default -> {
        if (LimitSettings.NAMES.contains(entry.key())) {
          limits.add(field(entry));
        } else {
          sections.reportOther(entry);
        }
      }
    }
  }

  private BlockDecl block(YamlNode.Entry entry) {
    return decls
        .block(entry.keySpan(), entry.key(), entry.value())
        .orElseGet(() -> new BlockDecl(entry.keySpan(), entry.key(), List.of(), false));
  }

  private FieldDecl field(YamlNode.Entry entry) {
    return new FieldDecl(entry.keySpan(), entry.key(), decls.value(entry.value()));
  }

  private void providers(YamlNode.Mapping providers) {
    for (YamlNode.Entry entry : providers.entries()) {
      if (entry.key().equals("targets")) {
        targets("providers.targets", entry.value());
      } else if (RoutingSettings.NAMES.contains(entry.key())) {
        routing.add(field(entry));
      } else {
        sections.reportOtherProviderKey(entry);
      }
    }
  }

  private void targets(String path, YamlNode node) {
    if (!(node instanceof YamlNode.Sequence sequence)) {
      if (!DeclBuilder.isNothing(node)) {
        decls.reportWrongType(path, node, "a list");
      }
      return;
    }
    for (int i = 0; i < sequence.items().size(); i++) {
      YamlNode item = sequence.items().get(i);
      decls.block(item.span(), path + "[" + i + "]", item).ifPresent(targets::add);
    }
  }

  private void policies(YamlNode.Entry policies) {
    Optional<YamlNode.Mapping> node = decls.mapping("policies", policies.value());
    List<YamlNode.Entry> entries = node.map(YamlNode.Mapping::entries).orElse(List.of());
    // Another key is told as such; the chain may well be what it holds.
    chain = new ChainDecl(policies.keySpan(), List.of(), node.isPresent() && entries.isEmpty());
    for (YamlNode.Entry entry : entries) {
      if (entry.key().equals("chain")) {
        chain = chain(entry);
      } else {
        problems.add(UnknownKey.of(entry.keySpan(), "policies", entry.key(), List.of("chain")));
      }
    }
  }

  private ChainDecl chain(YamlNode.Entry entry) {
    String path = "policies.chain";
    if (!(entry.value() instanceof YamlNode.Sequence sequence)) {
      boolean nothing = DeclBuilder.isNothing(entry.value());
      if (!nothing) {
        decls.reportWrongType(path, entry.value(), "a list of policy kinds");
      }
      return new ChainDecl(entry.keySpan(), List.of(), nothing);
    }
    List<NameDecl> names = new ArrayList<>();
    for (int i = 0; i < sequence.items().size(); i++) {
      chainEntry(path + "[" + i + "]", sequence.items().get(i)).ifPresent(names::add);
    }
    return new ChainDecl(entry.keySpan(), names, names.size() == sequence.items().size());
  }

  private Optional<NameDecl> chainEntry(String path, YamlNode item) {
    if (decls.value(item) instanceof ValueDecl.Text text) {
      NameDecl name = new NameDecl(text.span(), path, text.value());
      return Optional.of(bareNames.checkedAnywhere(name, "a policy in the chain"));
    }
    decls.reportWrongType(path, item, "the name of a policy kind");
    return Optional.empty();
  }

  private void policyBlocks(YamlNode.Mapping node) {
    node.entries().forEach(entry -> policyReader.read(entry).ifPresent(policies::add));
  }
}
