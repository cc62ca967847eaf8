package dev.keeptrail.language.print;

import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.BlockDecl;
import dev.keeptrail.language.tree.ChainDecl;
import dev.keeptrail.language.tree.DefineDecl;
import dev.keeptrail.language.tree.EffectDecl;
import dev.keeptrail.language.tree.ExprDecl;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.ImportDecl;
import dev.keeptrail.language.tree.LanguageDecl;
import dev.keeptrail.language.tree.NameDecl;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.tree.PolicyDecl;
import dev.keeptrail.language.tree.RuleDecl;
import dev.keeptrail.language.tree.TextDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts a pack into the shape of a {@code policy-config.yaml}, each part with its place. */
final class YamlShape {
  /** The place of what YAML has and the text has not, such as the key {@code policies}. */
  private static final Span NOWHERE = Span.startOf(new SourceText("", ""));

  private final List<Span> keptExpressions = new ArrayList<>();

  /** Places of expressions that are written with the comments in them. */
  List<Span> keptExpressions() {
    return keptExpressions;
  }

  List<FieldDecl> of(PackFile file) {
    List<FieldDecl> root = new ArrayList<>();
    LanguageDecl language = file.language();
    if (language != null) {
      root.add(new FieldDecl(language.span(), "language", language.version()));
    }
    if (!file.imports().isEmpty()) {
      root.add(field("imports", texts(file.imports().stream().map(ImportDecl::path).toList())));
    }
    addBlock(root, "pack", file.pack());
    if (!file.definitions().isEmpty()) {
      List<FieldDecl> definitions = file.definitions().stream().map(this::definition).toList();
      root.add(field("define", mapping(definitions)));
    }
    if (!file.targets().isEmpty()) {
      List<ValueDecl> targets =
          file.targets().stream().<ValueDecl>map(b -> mapping(b.fields())).toList();
      root.add(field("providers", mapping(List.of(field("targets", sequence(targets))))));
    }
    addBlock(root, "gateway", file.gateway());
    ChainDecl chain = file.chain();
    if (chain != null) {
      FieldDecl entries = field("chain", names(chain.entries(), chain.span()));
      root.add(new FieldDecl(chain.span(), "policies", mapping(List.of(entries))));
    }
    if (!file.policies().isEmpty()) {
      root.add(field("policy", mapping(file.policies().stream().map(this::policy).toList())));
    }
    BlockDecl testing = TestSuites.section(file);
    addBlock(root, "testing", testing);
    return root;
  }

  private static void addBlock(List<FieldDecl> root, String key, @Nullable BlockDecl block) {
    if (block != null) {
      root.add(new FieldDecl(block.span(), key, mapping(block.fields())));
    }
  }

  private FieldDecl definition(DefineDecl define) {
    return new FieldDecl(define.name().span(), define.name().text(), constant(define.value()));
  }

  /**
   * Numbers, truth values and lists of constants are themselves in YAML; a text is an expression.
   */
  private ValueDecl constant(ExprDecl value) {
    return switch (value) {
      case ExprDecl.Decimal decimal -> number(decimal);
      case ExprDecl.Truth truth -> new ValueDecl.Bool(truth.span(), truth.value());
      case ExprDecl.Items items when items.items().stream().allMatch(YamlShape::isConstant) ->
          new ValueDecl.Sequence(items.span(), items.items().stream().map(this::item).toList());
      case ExprDecl other -> expression(other);
    };
  }

  private static boolean isConstant(ExprDecl item) {
    return item instanceof ExprDecl.Text
        || item instanceof ExprDecl.Decimal
        || item instanceof ExprDecl.Truth;
  }

  private ValueDecl item(ExprDecl item) {
    return item instanceof ExprDecl.Text text
        ? new ValueDecl.Text(text.span(), text.value())
        : constant(item);
  }

  private static ValueDecl number(ExprDecl.Decimal decimal) {
    double value = decimal.value();
    boolean whole = value == Math.rint(value) && Math.abs(value) < TextLiterals.MAX_PLAIN;
    return whole
        ? new ValueDecl.Int(decimal.span(), (long) value)
        : new ValueDecl.Decimal(decimal.span(), value);
  }

  private ValueDecl.Text expression(ExprDecl expression) {
    Optional<String> written = ExpressionWriter.asWritten(expression);
    written.ifPresent(_ -> keptExpressions.add(expression.span()));
    String text = written.orElseGet(() -> ExpressionWriter.write(expression));
    return new ValueDecl.Text(expression.span(), PackPrinter.formatExpression(text));
  }

  private FieldDecl policy(PolicyDecl policy) {
    List<FieldDecl> fields = new ArrayList<>();
    NameDecl kind = policy.kind();
    if (kind != null) {
      fields.add(new FieldDecl(kind.span(), "kind", text(kind)));
    }
    if (!policy.phases().isEmpty()) {
      Span place = policy.phases().getFirst().span();
      fields.add(field("on", names(policy.phases(), place)));
    }
    fields.addAll(policy.block().fields());
    if (policy.hasRules()) {
      List<ValueDecl> rules = policy.rules().stream().<ValueDecl>map(this::rule).toList();
      fields.add(field("rules", sequence(rules)));
    }
    return new FieldDecl(policy.name().span(), policy.name().text(), mapping(fields));
  }

  private ValueDecl.Mapping rule(RuleDecl rule) {
    List<FieldDecl> fields = new ArrayList<>();
    fields.add(new FieldDecl(rule.name().span(), "name", text(rule.name())));
    TextDecl description = rule.description();
    if (description != null) {
      fields.add(new FieldDecl(description.span(), "description", text(description)));
    }
    fields.add(new FieldDecl(rule.when().span(), "when", expression(rule.when())));
    fields.add(new FieldDecl(rule.then().span(), "then", mapping(effect(rule.then()))));
    return mapping(fields);
  }

  private static List<FieldDecl> effect(EffectDecl effect) {
    List<FieldDecl> fields = new ArrayList<>();
    TextDecl reason = effect.reason();
    Span verb = effect.verb().span();
    ValueDecl code = reason == null ? new ValueDecl.Nothing(verb) : text(reason);
    fields.add(new FieldDecl(verb, effect.verb().text(), code));
    if (!effect.targets().isEmpty()) {
      Span place = effect.targets().getFirst().span();
      fields.add(new FieldDecl(place, "targets", names(effect.targets(), place)));
    }
    fields.addAll(effect.options().fields());
    return fields;
  }

  private static ValueDecl.Sequence names(List<NameDecl> names, Span place) {
    return new ValueDecl.Sequence(place, names.stream().<ValueDecl>map(YamlShape::text).toList());
  }

  private static ValueDecl.Sequence texts(List<TextDecl> texts) {
    return sequence(texts.stream().<ValueDecl>map(YamlShape::text).toList());
  }

  private static ValueDecl.Sequence sequence(List<ValueDecl> items) {
    return new ValueDecl.Sequence(NOWHERE, items);
  }

  private static ValueDecl.Mapping mapping(List<FieldDecl> fields) {
    return new ValueDecl.Mapping(NOWHERE, fields);
  }

  private static FieldDecl field(String name, ValueDecl value) {
    return new FieldDecl(NOWHERE, name, value);
  }

  private static ValueDecl.Text text(NameDecl name) {
    return new ValueDecl.Text(name.span(), name.text());
  }

  private static ValueDecl.Text text(TextDecl text) {
    return new ValueDecl.Text(text.span(), text.value());
  }
}
