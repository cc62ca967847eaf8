package dev.keeptrail.language.lint;

import dev.keeptrail.language.tree.ExprDecl;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.tree.RuleDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names that expressions and templates refer to. */
final class NamesInUse {
  private final Set<String> names = new HashSet<>();
  private final StringBuilder templates = new StringBuilder();

  /** Everything that the rules and definitions of these files refer to. */
  static NamesInUse of(List<PackFile> files) {
    var used = new NamesInUse();
    for (PackFile file : files) {
      file.definitions().forEach(define -> used.add(define.value()));
      file.policies().forEach(policy -> policy.rules().forEach(used::add));
    }
    return used;
  }

  static NamesInUse of(RuleDecl rule) {
    var used = new NamesInUse();
    used.add(rule);
    return used;
  }

  /** Whether a name is used; in doubt, as for words inside templates, it is. */
  boolean contains(String name) {
    return names.contains(name) || templates.indexOf(name) >= 0;
  }

  private void add(RuleDecl rule) {
    add(rule.when());
    rule.then().targets().forEach(target -> names.add(target.text()));
    if (rule.then().reason() != null) {
      addTemplate(rule.then().reason().value());
    }
    rule.then().options().fields().forEach(field -> add(field.value()));
  }

  private void add(ExprDecl expression) {
    Expressions.walk(
        expression,
        part -> {
          if (part instanceof ExprDecl.Name name
              && name.parts().getFirst() instanceof ExprDecl.NamePart.Member member) {
            names.add(member.name());
          }
        });
  }

  private void add(ValueDecl value) {
    switch (value) {
      case ValueDecl.Text text -> addTemplate(text.value());
      case ValueDecl.Mapping mapping -> mapping.fields().forEach(field -> add(field.value()));
      case ValueDecl.Sequence list -> list.items().forEach(this::add);
      case ValueDecl.Bool _,
          ValueDecl.Int _,
          ValueDecl.Decimal _,
          ValueDecl.Nothing _,
          ValueDecl.Invalid _ -> {}
    }
  }

  private void addTemplate(String text) {
    int open = text.indexOf('{');
    if (open >= 0) {
      templates.append(text, open, text.length()).append('\n');
    }
  }
}
