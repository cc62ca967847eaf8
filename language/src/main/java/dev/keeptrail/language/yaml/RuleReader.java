package dev.keeptrail.language.yaml;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.diagnostic.UnknownKey;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.EffectDecl;
import dev.keeptrail.language.tree.ExprDecl;
import dev.keeptrail.language.tree.NameDecl;
import dev.keeptrail.language.tree.RuleDecl;
import dev.keeptrail.language.tree.TextDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads author-written rules: {@code {name, description, when, then}}. */
final class RuleReader {
  private static final List<String> KEYS = List.of("name", "description", "when", "then");

  private final Problems problems;
  private final DeclBuilder decls;
  private final DefinitionReader expressions;
  private final EffectReader effects;

  RuleReader(Problems problems, DeclBuilder decls, DefinitionReader expressions) {
    this.problems = problems;
    this.decls = decls;
    this.expressions = expressions;
    this.effects = new EffectReader(problems, decls, expressions);
  }

  /** The rules that could be read. */
  List<RuleDecl> rules(String path, YamlNode node) {
    if (!(node instanceof YamlNode.Sequence sequence)) {
      if (!DeclBuilder.isNothing(node)) {
        decls.reportWrongType(path, node, "a list of rules");
      }
      return List.of();
    }
    List<RuleDecl> rules = new ArrayList<>();
    for (int i = 0; i < sequence.items().size(); i++) {
      rule(path + "[" + i + "]", sequence.items().get(i)).ifPresent(rules::add);
    }
    return rules;
  }

  private Optional<RuleDecl> rule(String path, YamlNode node) {
    return decls.mapping(path, node).flatMap(mapping -> rule(path, mapping));
  }

  private Optional<RuleDecl> rule(String path, YamlNode.Mapping mapping) {
    Map<String, YamlNode.Entry> entries = new HashMap<>();
    for (YamlNode.Entry entry : mapping.entries()) {
      if (KEYS.contains(entry.key())) {
        entries.put(entry.key(), entry);
      } else {
        problems.add(UnknownKey.of(entry.keySpan(), path, entry.key(), KEYS));
      }
    }
    NameDecl name = name(path, entries.get("name"));
    TextDecl description = description(path, entries.get("description"));
    YamlNode.Entry when = entries.get("when");
    ExprDecl condition = when == null ? null : condition(path, when);
    YamlNode.Entry then = entries.get("then");
    EffectDecl effect = then == null ? null : effects.read(path + ".then", then).orElse(null);
    reportMissing(path, mapping.span(), entries);
    return name == null || condition == null || effect == null
        ? Optional.empty()
        : Optional.of(new RuleDecl(mapping.span(), name, description, condition, effect));
  }

  private void reportMissing(String path, Span place, Map<String, YamlNode.Entry> entries) {
    reportMissing(path, place, entries, "name", "`name: large-transfers`");
    reportMissing(path, place, entries, "when", "`when: 'finding(category under \"pii\")'`");
    reportMissing(path, place, entries, "then", "`then: {block: my_policy.my_reason}`");
  }

  private void reportMissing(
      String path, Span place, Map<String, YamlNode.Entry> entries, String key, String example) {
    if (!entries.containsKey(key)) {
      problems.add(
          DiagnosticCode.MISSING_KEY,
          place,
          path + "." + key,
          Quoted.word(path) + " lacks " + Quoted.word(key),
          "add " + example);
    }
  }

  private @Nullable NameDecl name(String path, YamlNode.@Nullable Entry entry) {
    if (entry == null) {
      return null;
    }
    if (decls.value(entry.value()) instanceof ValueDecl.Text text) {
      return new NameDecl(text.span(), path + ".name", text.value());
    }
    decls.reportWrongType(path + ".name", entry.value(), "the name of the rule");
    return null;
  }

  private @Nullable TextDecl description(String path, YamlNode.@Nullable Entry entry) {
    if (entry == null) {
      return null;
    }
    if (decls.value(entry.value()) instanceof ValueDecl.Text text) {
      return new TextDecl(text.span(), text.value());
    }
    decls.reportWrongType(path + ".description", entry.value(), "a text");
    return null;
  }

  private ExprDecl condition(String path, YamlNode.Entry when) {
    return expressions.expression(path + ".when", when.value(), "an expression");
  }
}
