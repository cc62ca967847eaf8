package dev.keeptrail.language.print;

import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.BlockDecl;
import dev.keeptrail.language.tree.NameDecl;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.tree.PolicyDecl;
import dev.keeptrail.language.tree.RuleDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayList;
import java.util.List;

/** Finds names that YAML can say and pack text cannot, such as one that starts with a digit. */
public final class TextNames {
  private final List<NameDecl> found = new ArrayList<>();

  private TextNames() {}

  /** The names that no text pack can hold, each with its place; empty for most packs. */
  public static List<NameDecl> unsayable(PackFile file) {
    TextNames names = new TextNames();
    BlockDecl pack = file.pack();
    if (pack != null) {
      names.check(pack, "name");
    }
    file.targets().forEach(target -> names.check(target, "id"));
    file.definitions().forEach(define -> names.check(define.name()));
    if (file.chain() != null) {
      file.chain().entries().forEach(names::check);
    }
    file.policies().forEach(names::check);
    return names.found;
  }

  private void check(PolicyDecl policy) {
    check(policy.name());
    for (RuleDecl rule : policy.rules()) {
      check(rule.name());
    }
  }

  private void check(BlockDecl block, String key) {
    block.fields().stream()
        .filter(field -> field.name().equals(key))
        .forEach(field -> {
          Span place = field.value().span();
          if (field.value() instanceof ValueDecl.Text text) {
            check(new NameDecl(place, block.path() + "." + key, text.value()));
          }
        });
  }

  private void check(NameDecl name) {
    if (!TextLiterals.isName(name.text())) {
      found.add(name);
    }
  }
}
