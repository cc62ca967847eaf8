package dev.keeptrail.language.parse;

import static java.util.stream.Collectors.joining;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.BlockDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;

/** Makes blocks and values of the parser's contexts. Serves one block. */
final class SettingsBuilder {
  private final Nodes nodes;
  private final String path;
  private final int depth;
  private final FieldMap fields;
  private boolean complete = true;

  SettingsBuilder(Nodes nodes, String path) {
    this(nodes, path, 0);
  }

  /**
   * @param depth how many keys and lists stand around the block
   */
  private SettingsBuilder(Nodes nodes, String path, int depth) {
    this.nodes = nodes;
    this.path = path;
    this.depth = depth;
    this.fields = new FieldMap(nodes.problems(), path);
  }

  /** A block in braces, or an empty one at the place where it could stand. */
  static BlockDecl block(
      Nodes nodes, PackParser.@Nullable BlockContext context, Span elsewhere, String path) {
    SettingsBuilder settings = new SettingsBuilder(nodes, path);
    if (context != null) {
      settings.addAll(context);
    }
    return settings.toBlock(context == null ? elsewhere : nodes.span(context));
  }

  /** Adds a field that stands in the block's head. */
  SettingsBuilder with(Span span, String name, ValueDecl value) {
    fields.put(span, name, value);
    return this;
  }

  SettingsBuilder addAll(PackParser.BlockContext context) {
    complete &= context.exception == null;
    for (PackParser.EntryContext entry : context.entry()) {
      if (entry.exception == null) {
        add(key(entry.key().keyPart()), entry.value());
      } else {
        complete = false;
      }
    }
    return this;
  }

  void add(PackParser.PolicyEntryContext entry) {
    if (entry.exception != null) {
      complete = false;
      return;
    }
    List<FieldMap.Part> key = new ArrayList<>();
    PackParser.PolicyKeyContext first = entry.policyKey();
    key.add(part(first.policyName() == null ? first.text() : first.policyName()));
    key.addAll(key(first.keyPart()));
    add(key, entry.value());
  }

  /** Says that something of the block could not be read. */
  void markIncomplete() {
    complete = false;
  }

  BlockDecl toBlock(Span span) {
    return new BlockDecl(span, path, fields.fields(), complete);
  }

  private void add(List<FieldMap.Part> key, PackParser.ValueContext value) {
    int below = depth + key.size();
    if (below > TextLimits.MAX_DEPTH) {
      reportDepth(key.get(Math.max(0, TextLimits.MAX_DEPTH - depth)));
      complete = false;
      return;
    }
    String where = key.stream().map(FieldMap.Part::name).collect(joining(".", path + ".", ""));
    ValueDecl decl = value(value, where, below);
    if (key.stream().anyMatch(part -> part.name().isEmpty())) {
      complete = false;
    }
    fields.add(key, decl);
  }

  private void reportDepth(FieldMap.Part part) {
    nodes
        .problems()
        .addAt(
            path,
            DiagnosticCode.NESTING_TOO_DEEP,
            part.span(),
            "settings are nested more than " + TextLimits.MAX_DEPTH + " levels deep",
            "each part of a dotted key is a level");
  }

  private List<FieldMap.Part> key(List<PackParser.KeyPartContext> parts) {
    return parts.stream().map(this::part).toList();
  }

  private FieldMap.Part part(ParserRuleContext context) {
    return new FieldMap.Part(nodes.span(context), ((PackToken) context.getStart()).value());
  }

  private ValueDecl value(PackParser.ValueContext context, String where, int below) {
    Span span = nodes.span(context);
    if (!nodes.count(context.getStart())) {
      complete = false;
      return new ValueDecl.Invalid(span);
    }
    return switch (context) {
      case PackParser.TextValueContext text when Nodes.isBroken(text.getStart()) ->
          new ValueDecl.Invalid(span);
      case PackParser.TextValueContext text -> new ValueDecl.Text(span, Nodes.value(text.text()));
      case PackParser.WordValueContext word -> new ValueDecl.Text(span, word.getStart().getText());
      case PackParser.TruthValueContext truth ->
          new ValueDecl.Bool(span, truth.getStart().getType() == PackParser.TRUE);
      case PackParser.NumberValueContext number -> number(span, number);
      case PackParser.ListValueContext list -> list(span, list, where, below);
      case PackParser.MapValueContext map -> map(span, map.block(), where, below);
      default -> throw new IllegalStateException("no value: " + context.getClass());
    };
  }

  private static ValueDecl number(Span span, PackParser.NumberValueContext context) {
    if (Nodes.isBroken(context.getStop())) {
      return new ValueDecl.Invalid(span);
    }
    return Numbers.value(span, context.NUMBER().getText(), context.MINUS() != null);
  }

  private ValueDecl list(Span span, PackParser.ListValueContext context, String where, int below) {
    nodes.checkCommas(context);
    List<ValueDecl> items = new ArrayList<>();
    for (PackParser.ValueContext item : context.value()) {
      items.add(value(item, where + "[" + items.size() + "]", below + 1));
    }
    return new ValueDecl.Sequence(span, items);
  }

  private ValueDecl map(Span span, PackParser.BlockContext context, String where, int below) {
    BlockDecl block = new SettingsBuilder(nodes, where, below).addAll(context).toBlock(span);
    complete &= block.complete();
    return new ValueDecl.Mapping(span, block.fields());
  }
}
