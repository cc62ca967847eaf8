package dev.keeptrail.language.yaml;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.diagnostic.UnknownKey;
import dev.keeptrail.language.rule.OtherVerb;
import dev.keeptrail.language.tree.BlockDecl;
import dev.keeptrail.language.tree.EffectDecl;
import dev.keeptrail.language.tree.NameDecl;
import dev.keeptrail.language.tree.TextDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads effects: one verb with its reason code, its targets, and options. */
final class EffectReader {
  private static final List<String> VERBS =
      List.of("block", "escalate", "redact", "rewrite", "flag", "tag", "allow");

  private static final List<String> OPTIONS =
      List.of("targets", "message", "assign", "replacement", "tags");

  private final Problems problems;
  private final DeclBuilder decls;
  private final DefinitionReader lists;
  private final BareNames bareNames;

  EffectReader(Problems problems, DeclBuilder decls, DefinitionReader lists) {
    this.problems = problems;
    this.decls = decls;
    this.lists = lists;
    this.bareNames = new BareNames(problems);
  }

  /** The effect, or empty when there is not exactly one verb, which is reported. */
  Optional<EffectDecl> read(String path, YamlNode.Entry then) {
    if (then.value() instanceof YamlNode.Scalar verb && VERBS.contains(verb.text())) {
      problems.add(
          DiagnosticCode.WRONG_TYPE,
          verb.span(),
          path,
          Quoted.word(path) + " must be a mapping, not a text",
          "write `{%s: my_policy.my_reason}`".formatted(verb.text()));
      return Optional.empty();
    }
    return decls.mapping(path, then.value()).flatMap(mapping -> read(path, then, mapping));
  }

  private Optional<EffectDecl> read(String path, YamlNode.Entry then, YamlNode.Mapping mapping) {
    List<YamlNode.Entry> verbs =
        mapping.entries().stream().filter(entry -> VERBS.contains(entry.key())).toList();
    if (verbs.isEmpty()) {
      reportNoVerb(path, then, mapping);
      return Optional.empty();
    }
    if (verbs.size() > 1) {
      reportVerbs(path, verbs.get(0), verbs.get(1));
      return Optional.empty();
    }
    return Optional.of(effect(path, then, mapping, verbs.getFirst()));
  }

  private EffectDecl effect(
      String path, YamlNode.Entry then, YamlNode.Mapping mapping, YamlNode.Entry verb) {
    List<NameDecl> targets = List.of();
    List<YamlNode.Entry> options = new ArrayList<>();
    for (YamlNode.Entry entry : mapping.entries()) {
      if (entry.key().equals("targets")) {
        targets = targets(path + ".targets", entry.value());
      } else if (!entry.key().equals(verb.key())) {
        options.add(entry);
      }
    }
    BlockDecl block =
        new BlockDecl(
            then.keySpan(),
            path,
            decls.fields(new YamlNode.Mapping(mapping.span(), options)),
            true);
    return new EffectDecl(
        then.keySpan(),
        new NameDecl(verb.keySpan(), path, verb.key()),
        targets,
        reason(path + "." + verb.key(), verb.value()),
        block);
  }

  private List<NameDecl> targets(String path, YamlNode node) {
    List<TextDecl> names = lists.texts(path, node, "a list of bindings", "a binding");
    return names.stream()
        .map(name -> new NameDecl(name.span(), path, name.value()))
        .map(name -> bareNames.checkedAnywhere(name, "a target"))
        .toList();
  }

  private @Nullable TextDecl reason(String path, YamlNode node) {
    ValueDecl value = decls.value(node);
    if (value instanceof ValueDecl.Text text) {
      return new TextDecl(text.span(), text.value());
    }
    if (!(value instanceof ValueDecl.Nothing)) {
      decls.reportWrongType(path, node, "a reason code");
    }
    return null;
  }

  private void reportNoVerb(String path, YamlNode.Entry then, YamlNode.Mapping mapping) {
    List<String> valid = Stream.concat(VERBS.stream(), OPTIONS.stream()).toList();
    List<YamlNode.Entry> unknown =
        mapping.entries().stream().filter(entry -> !valid.contains(entry.key())).toList();
    unknown.forEach(entry ->
        problems.add(
            OtherVerb.meant(entry.key())
                .map(verb -> UnknownKey.meaning(entry.keySpan(), path, entry.key(), verb, valid))
                .orElseGet(() -> UnknownKey.of(entry.keySpan(), path, entry.key(), valid))));
    if (unknown.isEmpty()) {
      problems.add(
          DiagnosticCode.MISSING_KEY,
          then.keySpan(),
          path,
          Quoted.word(path) + " lacks a verb",
          "add one of " + Quoted.words(VERBS));
    }
  }

  private void reportVerbs(String path, YamlNode.Entry first, YamlNode.Entry second) {
    problems.add(
        DiagnosticCode.CONFLICTING_KEYS,
        second.keySpan(),
        path + "." + second.key(),
        "an effect has one verb, here are "
            + Quoted.word(first.key())
            + " and "
            + Quoted.word(second.key()),
        "write a rule for each");
  }
}
