package dev.keeptrail.language.yaml;

import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.tree.BlockDecl;
import dev.keeptrail.language.tree.NameDecl;
import dev.keeptrail.language.tree.PolicyDecl;
import dev.keeptrail.language.tree.RuleDecl;
import dev.keeptrail.language.tree.TextDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entries of the section {@code policy}: kind, phases and rules apart, everything else as
 * settings.
 */
final class PolicyReader {
  private final DeclBuilder decls;
  private final BareNames names;
  private final DefinitionReader definitions;
  private final RuleReader rules;

  PolicyReader(Problems problems, DeclBuilder decls, ExpressionSyntax syntax) {
    this.decls = decls;
    this.names = new BareNames(problems);
    this.definitions = new DefinitionReader(problems, decls, syntax);
    this.rules = new RuleReader(problems, decls, definitions);
  }

  /** The policy, or empty when the entry is none, which is reported. */
  Optional<PolicyDecl> read(YamlNode.Entry entry) {
    String path = "policy." + entry.key();
    return decls.mapping(path, entry.value()).map(mapping -> policy(entry, path, mapping));
  }

  private PolicyDecl policy(YamlNode.Entry entry, String path, YamlNode.Mapping mapping) {
    NameDecl kind = null;
    List<NameDecl> phases = List.of();
    List<RuleDecl> read = List.of();
    boolean hasRules = false;
    boolean settingOfKind = PolicyDecl.KINDS_WITH_RULES.contains(kindWord(entry, mapping));
    List<YamlNode.Entry> settings = new ArrayList<>();
    for (YamlNode.Entry field : mapping.entries()) {
      switch (field.key()) {
        case "kind" -> kind = name(path + ".kind", field.value());
        case "on" -> phases = phases(path + ".on", field.value());
        case "rules" -> {
          if (settingOfKind) {
            settings.add(field);
          } else {
            hasRules = true;
            read = rules.rules(path + ".rules", field.value());
          }
        }
        default -> settings.add(field);
      }
    }
    BlockDecl block =
        new BlockDecl(
            entry.keySpan(),
            path,
            decls.fields(new YamlNode.Mapping(mapping.span(), settings)),
            true);
    NameDecl name = names.checked(new NameDecl(entry.keySpan(), path, entry.key()), "a policy");
    return new PolicyDecl(entry.keySpan(), name, kind, phases, block, read, hasRules, false);
  }

  /** The kind as it is written, or as the policy's name says it. */
  private String kindWord(YamlNode.Entry entry, YamlNode.Mapping mapping) {
    return mapping.entries().stream()
        .filter(field -> field.key().equals("kind"))
        .findFirst()
        .map(field -> decls.value(field.value()))
        .filter(ValueDecl.Text.class::isInstance)
        .map(value -> ((ValueDecl.Text) value).value())
        .orElse(entry.key());
  }

  private @Nullable NameDecl name(String path, YamlNode node) {
    if (decls.value(node) instanceof ValueDecl.Text text) {
      return new NameDecl(text.span(), path, text.value());
    }
    decls.reportWrongType(path, node, "the name of a policy kind");
    return null;
  }

  private List<NameDecl> phases(String path, YamlNode node) {
    List<TextDecl> words = definitions.texts(path, node, "a list of phases", "a phase");
    return words.stream().map(word -> new NameDecl(word.span(), path, word.value())).toList();
  }
}
