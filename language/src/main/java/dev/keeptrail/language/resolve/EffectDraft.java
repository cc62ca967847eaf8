package dev.keeptrail.language.resolve;

import dev.keeptrail.language.resolve.TemplateReader.TemplateDecl;
import dev.keeptrail.language.rule.Assignee;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.ExprDecl;
import dev.keeptrail.language.tree.NameDecl;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An effect whose options are read and whose templates are taken apart, before its names are looked
 * up.
 *
 * @param verb null when it was reported
 */
record EffectDraft(
    Span span,
    @Nullable Verb verb,
    List<NameDecl> targets,
    TemplateDecl reason,
    @Nullable TemplateDecl message,
    @Nullable TemplateDecl replacement,
    @Nullable Assignee assignee,
    Map<String, TemplateDecl> tags) {
  EffectDraft {
    targets = List.copyOf(targets);
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
  }

  /** Every name that the effect may mean a binding by. */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    targets.forEach(target -> names.add(target.text()));
    for (TemplateDecl template : templates()) {
      template.places().forEach(place -> collect(place, names, 0));
    }
    return names;
  }

  private List<TemplateDecl> templates() {
    List<TemplateDecl> templates = new ArrayList<>();
    templates.add(reason);
    if (message != null) {
      templates.add(message);
    }
    if (replacement != null) {
      templates.add(replacement);
    }
    templates.addAll(tags.values());
    return templates;
  }

  private static void collect(ExprDecl expression, Set<String> names, int depth) {
    if (depth > Budget.MAX_DEPTH) {
      return;
    }
    switch (expression) {
      case ExprDecl.Name name -> {
        if (name.parts().getFirst() instanceof ExprDecl.NamePart.Member member) {
          names.add(member.name());
        }
      }
      case ExprDecl.Items items -> items.items().forEach(i -> collect(i, names, depth + 1));
      case ExprDecl.Call call -> call.arguments().forEach(a -> collect(a, names, depth + 1));
      case ExprDecl.Bound bound -> collect(bound.pattern(), names, depth + 1);
      case ExprDecl.Unary unary -> collect(unary.operand(), names, depth + 1);
      case ExprDecl.Binary binary -> {
        collect(binary.left(), names, depth + 1);
        collect(binary.right(), names, depth + 1);
      }
      case ExprDecl.Grouped grouped -> collect(grouped.inner(), names, depth + 1);
      case ExprDecl.Text _, ExprDecl.Decimal _, ExprDecl.Truth _, ExprDecl.Invalid _ -> {}
    }
  }
}
