package dev.keeptrail.language.parse;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.BlockDecl;
import dev.keeptrail.language.tree.ChainDecl;
import dev.keeptrail.language.tree.CommentDecl;
import dev.keeptrail.language.tree.DefineDecl;
import dev.keeptrail.language.tree.ExprDecl;
import dev.keeptrail.language.tree.ImportDecl;
import dev.keeptrail.language.tree.LanguageDecl;
import dev.keeptrail.language.tree.NameDecl;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.tree.PolicyDecl;
import dev.keeptrail.language.tree.TestDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the tree of a pack text from the parser's contexts. Serves one source. */
final class FileBuilder {
  private final Nodes nodes;
  private final Map<String, Span> seen = new HashMap<>();
  private final List<ImportDecl> imports = new ArrayList<>();
  private final List<BlockDecl> targets = new ArrayList<>();
  private final List<DefineDecl> definitions = new ArrayList<>();
  private final List<PolicyDecl> policies = new ArrayList<>();
  private final List<TestDecl> tests = new ArrayList<>();
  private @Nullable LanguageDecl language;
  private @Nullable BlockDecl pack;
  private @Nullable ChainDecl chain;
  private @Nullable BlockDecl gateway;
  private @Nullable BlockDecl testing;

  FileBuilder(Nodes nodes) {
    this.nodes = nodes;
  }

  /**
   * The tree, or empty when items are lost whose names other items may use: to judge the rest would
   * make up problems.
   */
  Optional<PackFile> build(Span start, PackParser.PackFileContext file, List<CommentDecl> notes) {
    boolean lost = file.exception != null;
    for (PackParser.ItemContext item : file.item()) {
      if (item.exception == null) {
        add(item);
      } else {
        lost = true;
      }
    }
    return lost
        ? Optional.empty()
        : Optional.of(
            new PackFile(
                start,
                PackFile.Syntax.TEXT,
                language,
                imports,
                pack,
                targets,
                definitions,
                chain,
                policies,
                tests,
                gateway,
                testing,
                notes));
  }

  private void add(PackParser.ItemContext item) {
    switch (item.getChild(0)) {
      case PackParser.LanguageItemContext context -> language(context);
      case PackParser.ImportItemContext context -> imported(context);
      case PackParser.PackItemContext context -> pack(context);
      case PackParser.ProviderItemContext context -> provider(context);
      case PackParser.GatewayItemContext context -> {
        if (isFirst("gateway", nodes.span(context.GATEWAY().getSymbol()))) {
          gateway = SettingsBuilder.block(nodes, context.block(), nodes.span(context), "gateway");
        }
      }
      case PackParser.TestingItemContext context -> {
        if (isFirst("testing", nodes.span(context.TESTING().getSymbol()))) {
          testing = SettingsBuilder.block(nodes, context.block(), nodes.span(context), "testing");
        }
      }
      case PackParser.DefineItemContext context -> define(context);
      case PackParser.ChainItemContext context -> chain(context);
      case PackParser.PolicyItemContext context -> policy(PolicyBuilder.item(nodes, context));
      case PackParser.TestItemContext context ->
          TestBuilder.item(nodes, context).ifPresent(tests::add);
      default -> throw new IllegalStateException("no item: " + item.getText());
    }
  }

  private void language(PackParser.LanguageItemContext context) {
    Span span = nodes.span(context);
    if (!isFirst("language", nodes.span(context.LANGUAGE().getSymbol()))) {
      return;
    }
    if (context.getStart().getTokenIndex() > 1) {
      nodes
          .problems()
          .addAt(
              "language",
              DiagnosticCode.UNEXPECTED_SIGN,
              span,
              "`language` stands before everything else",
              "move it to the first line");
    }
    Span number = nodes.span(context.NUMBER().getSymbol());
    ValueDecl version =
        Nodes.isBroken(context.NUMBER().getSymbol())
            ? new ValueDecl.Invalid(number)
            : Numbers.value(number, context.NUMBER().getText(), false);
    language = new LanguageDecl(span, version);
  }

  private void imported(PackParser.ImportItemContext context) {
    if (!Nodes.isBroken(context.text().getStart())) {
      imports.add(new ImportDecl(nodes.span(context), nodes.text(context.text())));
    }
  }

  private void pack(PackParser.PackItemContext context) {
    if (isFirst("pack", nodes.span(context.PACK().getSymbol()))) {
      pack = named("name", "pack", nodes.span(context), context.title(), context.block());
    }
  }

  private void provider(PackParser.ProviderItemContext context) {
    String path = "provider." + Nodes.value(context.title());
    targets.add(named("id", path, nodes.span(context), context.title(), context.block()));
  }

  private BlockDecl named(
      String field,
      String path,
      Span span,
      PackParser.TitleContext title,
      PackParser.BlockContext block) {
    Span place = nodes.span(title);
    ValueDecl name =
        Nodes.isBroken(title.getStart())
            ? new ValueDecl.Invalid(place)
            : new ValueDecl.Text(place, Nodes.value(title));
    return new SettingsBuilder(nodes, path).with(place, field, name).addAll(block).toBlock(span);
  }

  private void define(PackParser.DefineItemContext context) {
    String word = context.name().getStart().getText();
    NameDecl name = nodes.name(context.name(), "define." + word);
    if (!isFirst(name.path(), name.span())) {
      return;
    }
    ExprDecl value =
        context.defined().exception == null
            ? ExpressionBuilder.build(nodes, context.defined().expression())
            : new ExprDecl.Invalid(nodes.span(context.defined()));
    definitions.add(new DefineDecl(nodes.span(context), name, value));
  }

  private void chain(PackParser.ChainItemContext context) {
    if (!isFirst("chain", nodes.span(context.CHAIN().getSymbol()))) {
      return;
    }
    List<NameDecl> entries = new ArrayList<>();
    boolean complete = context.exception == null;
    for (PackParser.ChainEntryContext entry : context.chainEntry()) {
      if (entry.exception == null) {
        NameDecl name = nodes.name(entry.policyName(), "chain[" + entries.size() + "]");
        entries.add(name);
        settings(name, entry);
      } else {
        complete = false;
      }
    }
    chain = new ChainDecl(nodes.span(context), entries, complete);
  }

  private void settings(NameDecl name, PackParser.ChainEntryContext entry) {
    if (entry.block() != null) {
      String path = "policy." + name.text();
      BlockDecl block =
          SettingsBuilder.block(nodes, entry.block(), nodes.span(entry.block()), path);
      policy(
          new PolicyDecl(
              nodes.span(entry.policyName().getStart(), entry.block().getStop()),
              new NameDecl(name.span(), path, name.text()),
              null,
              List.of(),
              block,
              List.of(),
              false,
              true));
    }
  }

  private void policy(PolicyDecl policy) {
    if (isFirst(policy.name().path(), policy.name().span())) {
      policies.add(policy);
    }
  }

  /** Whether nothing of that path was there before; reports it otherwise. */
  private boolean isFirst(String path, Span place) {
    Span first = seen.putIfAbsent(path, place);
    if (first != null) {
      nodes
          .problems()
          .addAt(
              path,
              DiagnosticCode.DUPLICATE_KEY,
              place,
              Quoted.word(path.replace('.', ' ')) + " is written twice",
              "the first one is on line " + first.line());
    }
    return first == null;
  }
}
